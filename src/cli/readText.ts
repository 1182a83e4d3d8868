import { access, readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { sentence, type Sentence } from '../base/sentence';
import { InputError } from '../base/userError';
import { largestText } from '../config/readConfig';
import { nearest } from '../base/nearest';
import { openRegularFile } from '../data/files/openFile';

/**
 * The text of a config. Of a file that is too large only the part is read that shows it to be so.
 * @throws InputError naming the file that cannot be read, and files that exist nearby
 */
export async function readText(path: string): Promise<string> {
  try {
    const handle = await openRegularFile(path);
    try {
      const bytes = Buffer.alloc(Math.min((await handle.stat()).size, 4 * largestText + 1));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
      return bytes.toString('utf8', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (failure) {
    if (!(failure instanceof InputError)) throw failure;
    throw new InputError((await nearby(path)) ?? failure.sentence, path, { line: 1, column: 1 });
  }
}

/** What was probably meant; people often give the folder of a config, or leave out its extension. */
async function nearby(path: string): Promise<Sentence | undefined> {
  const configsIn = async (folder: string): Promise<string[] | undefined> =>
    (await readdir(folder).catch(() => undefined))?.filter((name) => name.endsWith('.rnn.json')).sort();
  const inside = await configsIn(path);
  if (inside) {
    if (inside.length > 0) return sentence('This is a folder. Name a config in it, such as {0}.', inside[0]);
    const beside = `${basename(path)}.rnn.json`;
    if ((await configsIn(dirname(path)))?.includes(beside))
      return sentence('This is a folder. Name the config beside it, {0}.', beside);
    return sentence(
      'This is a folder, and it contains no *.rnn.json. If it holds recorded states, write its config by: ' +
        'rnn-infoflow import {0}.',
      basename(path),
    );
  }
  if (await exists(path)) return undefined;
  const names = (await configsIn(dirname(path))) ?? [];
  const near = names.find((name) => name === `${basename(path)}.rnn.json`) ?? nearest(basename(path), names);
  return near === undefined
    ? sentence('This file does not exist.')
    : sentence('This file does not exist. Did you mean {0}?', near);
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
