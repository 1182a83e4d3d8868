import { sentence, type Sentence } from '../../base/sentence';
import path from 'node:path';
import { InputError } from '../../base/userError';
import { type DataFolders, resolveDataPath } from '../files/dataPath';
import { knownFormat, lookedAt } from '../files/foundInstead';
import { openRegularFile, readPieces } from '../files/openFile';

/** A long novel has a megabyte; a longer text takes too much memory as vectors. */
const largestFile = 16 * 1024 * 1024;

/**
 * The whole text of a UTF-8 file, without its byte order mark.
 * @throws InputError where it is missing, outside the folders, empty, too long, or no UTF-8 text; CancelledError
 */
export async function readText(name: string, folders: DataFolders, signal?: AbortSignal): Promise<string> {
  const file = await resolveDataPath(name, folders);
  const shown = path.basename(name);
  const fail = (said: Sentence): InputError => new InputError(said, file, undefined, ['data', 'path']);
  const handle = await openRegularFile(file);
  const pieces: Buffer[] = [];
  try {
    const { size } = await handle.stat();
    if (size > largestFile)
      throw fail(
        sentence(
          '{0} is {1} MB long; at most {2} MB are read: take an excerpt.',
          shown,
          (size / 1e6).toFixed(0),
          (largestFile / 1e6).toFixed(0),
        ),
      );
    for await (const piece of readPieces(handle, signal)) pieces.push(Buffer.from(piece));
  } finally {
    await handle.close();
  }
  const bytes = Buffer.concat(pieces);
  const other = knownFormat(bytes.subarray(0, lookedAt));
  if (other) throw fail(sentence('{0} is not a text file. {1}', shown, other));
  if (bytes.includes(0)) throw fail(sentence('{0} holds null characters: it is no text.', shown));
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw fail(sentence('{0} is not UTF-8 text: save it as UTF-8.', shown));
  }
  if (text.trim() === '') throw fail(sentence('{0} is empty: there is nothing to predict.', shown));
  return text;
}
