import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { knownFormat, lookedAt } from './foundInstead';

/**
 * The pieces of a text file as they are, checked to be UTF-8: letters of another encoding would become one and the same
 * sign, and words that differ in them alone one class.
 * @throws InputError where the file is another format, or at the line that is not UTF-8
 */
export async function* utf8Pieces(pieces: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let first = true;
  for await (const piece of pieces) {
    const other = first ? knownFormat(piece.subarray(0, lookedAt)) : undefined;
    if (other) throw new InputError(sentence('{0} is not a text file. {1}', file, other), file);
    first = false;
    let text: string;
    try {
      text = decoder.decode(piece, { stream: true });
    } catch {
      throw new InputError(
        sentence(
          'There are letters in this line that are not UTF-8. Save the file as UTF-8. In Python: ' +
            'pandas.read_csv(path, ' +
            'encoding="latin1").to_csv("data.csv", index=False).',
        ),
        file,
        { line: line + linesBefore(piece), column: 1 },
      );
    }
    if (text.includes('\0'))
      throw new InputError(
        sentence(
          '{0} holds null characters, so that it is no text. Save it as UTF-8 text: table.to_csv("data.csv", ' +
            'index=False).',
          file,
        ),
        file,
      );
    yield piece;
    line += text.split('\n').length - 1;
  }
}

/** Line ends before the first letter that cannot be read, which a decoder that goes on replaces by U+FFFD. */
const linesBefore = (piece: Buffer): number => piece.toString('utf8').split('\ufffd', 1)[0].split('\n').length - 1;
