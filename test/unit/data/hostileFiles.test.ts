import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readJsonLines } from '../../../src/data/files/jsonLines';
import { openRegularFile } from '../../../src/data/files/openFile';

const setting = { missing: 'error', tagsAtEnd: false, tokens: 'characters', alphabet: 256 } as const;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rnn-infoflow-hostile-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.runIf(process.platform !== 'win32')('refuses a pipe at once, and a device', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  await expect(openRegularFile(pipe)).rejects.toThrow('is not a plain file, but a pipe or a device.');
  await expect(openRegularFile('/dev/zero')).rejects.toThrow('is not a plain file');
  await expect(openRegularFile(folder)).rejects.toThrow('is a folder');
});

it.each([
  ['never closed', `{"inputs": ${'['.repeat(200_000)}`],
  [
    'behind brackets in a string',
    `{"a": "\\"]]]${']'.repeat(30_000)}", "inputs": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
  ],
  ['behind a string that is not closed', `{"inputs": "\r${'['.repeat(200_000)}`],
  ['closed', `{"inputs": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
])('names a line of deep brackets, %s', async (_, text) => {
  const file = join(folder, 'deep.jsonl');
  await writeFile(file, `{"inputs": [1, 2], "targets": 1}\n${text}\n`);
  await expect(readJsonLines(file, setting)).rejects.toMatchObject({ position: { line: 2 } });
});
