import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fileHash, verifyFiles } from '../../../src/runtime/verifyFiles';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rnn-infoflow-verify-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('refuses a library that was changed after it was compared, though its size and time are the same', async () => {
  const path = join(folder, 'library');
  const then = new Date(1_700_000_000_000);
  await writeFile(path, 'as installed');
  await utimes(path, then, then);
  const installation = { folder, addon: path, version: '1', bytes: 12, hashes: { library: await fileHash(path) } };
  await verifyFiles(installation);
  await verifyFiles(installation);
  await writeFile(path, 'as replaced!');
  await utimes(path, then, then);
  await expect(verifyFiles(installation)).rejects.toThrow('is not the file that was installed.');
});
