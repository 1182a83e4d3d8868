import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reproduceCommand } from '../../../src/cli/reproduceCommand';
import { rnnInfoflow } from './command';

const config = `{
  "data": { "task": "delayedCopy", "symbols": 2, "length": 4, "delay": 1, "samples": 64 },
  "model": { "layers": [
    { "type": "gru", "name": "memory", "units": 3 },
    { "type": "dense", "name": "out", "units": 2, "activation": "softmax" } ] },
  "training": { "epochs": 2 },
  "analysis": { "samples": 60, "snapshots": 2 }
}`;

let folder: string;
let saved: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rnn-reproduce-'));
  saved = join(folder, 'a.result.json');
  const path = join(folder, 'a.rnn.json');
  await writeFile(path, config);
  const { status, stderr } = await rnnInfoflow(['analyze', path, '--out', saved, '--backend', 'wasm', '--no-cache']);
  expect(status, stderr).toBe(0);
}, 90_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

it('gives the numbers of a saved result again', async () => {
  const { status, stdout } = await rnnInfoflow(['reproduce', saved]);
  expect(stdout).toMatch(/^The numbers are the same/);
  expect(status).toBe(0);
});

it('names a number that is another one, with exit status 1', async () => {
  const document = JSON.parse(await readFile(saved, 'utf8')) as { training: { validationLoss: number }[] };
  document.training[1].validationLoss += 0.01;
  const changed = join(folder, 'changed.result.json');
  await writeFile(changed, JSON.stringify(document));
  const { status, stdout } = await rnnInfoflow(['reproduce', changed]);
  expect(stdout).toMatch(/^The numbers are not the same: 1 of \d+ differ by more than rounding/);
  expect(stdout).toContain('training[1].validationLoss');
  expect(status).toBe(1);
});

it('says of a file without a result what it is', async () => {
  const { status, stderr } = await rnnInfoflow(['reproduce', join(folder, 'a.rnn.json')]);
  expect(stderr).toContain('The document is not an analysis result.');
  expect(status).toBe(2);
});

it('reads no file of more than 64 MB', async () => {
  const large = join(folder, 'large.result.json');
  await writeFile(large, '');
  await truncate(large, 65 * 1024 * 1024);
  await expect(reproduceCommand(large, {}, new AbortController().signal)).rejects.toThrow('larger than 64 MB');
});
