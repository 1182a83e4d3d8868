import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bytesPath, FolderBytes } from '../../../src/analysis/cache/keptBytes';
import { KeptStates } from '../../../src/editor/page/keptStates';
import { readHead } from '../../../src/result/states/readHead';
import { fakeStates } from '../../../webview/fake/states';

const key = '0123456789abcdef0123456789abcdef01234567';
const file = fakeStates({ sequences: 40, length: 8, units: 12, epoch: 3, name: 'memory' });
let folder = '';
let states: KeptStates;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rnn-states-'));
  states = new KeptStates(folder);
  await new FolderBytes(folder).write(key, [file.subarray(0, 1000), file.subarray(1000)]);
});
afterAll(() => rm(folder, { recursive: true }));

test('a file is kept whole, and its head and blocks are sent as they are asked for', async () => {
  expect(Buffer.compare(await readFile(bytesPath(folder, key)), file)).toBe(0);
  const head = readHead((await states.answer({ type: 'askStates', key })).bytes!)!;
  expect(head.header.sequences).toBe(40);
  const block = { array: 0, from: 10, to: 12 };
  const answer = await states.answer({ type: 'askStates', key, block });
  const start = head.layout.arrays[0] + 10 * 96;
  expect(answer).toMatchObject({ type: 'states', key, block });
  expect(Buffer.compare(answer.bytes!, file.subarray(start, start + 192))).toBe(0);
});

test('what is not there has no bytes: another key, a path, a block beyond the end, a file that was cut', async () => {
  const bytesOf = async (asked: object) => (await states.answer({ type: 'askStates', key, ...asked })).bytes;
  expect(await bytesOf({ key: key.replace('0', 'f') })).toBeUndefined();
  expect(await bytesOf({ key: `../${key}` })).toBeUndefined();
  expect(await bytesOf({ block: { array: 0, from: 30, to: 41 } })).toBeUndefined();
  expect(await bytesOf({ block: { array: 1, from: 0, to: 1 } })).toBeUndefined();
  const cut = 'f'.repeat(40);
  await writeFile(bytesPath(folder, cut), file);
  await truncate(bytesPath(folder, cut), file.length - 8);
  expect(await bytesOf({ key: cut })).toBeUndefined();
});
