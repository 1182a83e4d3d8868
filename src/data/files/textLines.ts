import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';

/** A sequence of a million steps takes a few million characters; a longer line is not JSON Lines. */
const longestLine = 2 ** 26;

export async function* linesOf(
  pieces: AsyncIterable<Buffer>,
  file: string,
): AsyncGenerator<{ text: string; line: number }> {
  const decoder = new TextDecoder();
  let rest = '';
  let line = 1;
  for await (const piece of pieces) {
    const parts = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > longestLine)
      throw new InputError(
        sentence(
          'This line is longer than {0} characters, so that the file seems to be no JSON Lines. Write one ' +
            'sequence per line.',
          longestLine,
        ),
        file,
        { line: line + parts.length, column: 1 },
      );
    for (const text of parts) yield { text, line: line++ };
  }
  yield { text: rest, line };
}
