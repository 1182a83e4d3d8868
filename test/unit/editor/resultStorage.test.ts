import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AnalysisResult } from '../../../src/result/result';
import { ResultStorage } from '../../../src/editor/runs/resultStorage';
import { estimate, resultOf } from '../../support/results';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rnn-results-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const config =
  '{ "data": { "task": "parity" }, "model": { "layers": [{ "type": "lstm", "units": 4 }, { "type": ' +
  '"dense", "units": 2, "activation": "softmax" }] } }';

const result = (count: number): AnalysisResult =>
  resultOf({
    config,
    estimates: Array.from({ length: count }, (_, time) =>
      estimate({ quantity: 'memory', source: 'X', target: 'lstm', time, value: time / 7 }),
    ),
  });

test.each([0, 1, 1000, 1001, 2500])('a result with %i estimates comes back as it was', async (count) => {
  const storage = new ResultStorage(folder);
  await storage.write('file:///a.rnn.json', result(count));
  expect(await storage.read('file:///a.rnn.json')).toEqual(result(count));
  expect(await storage.read('file:///b.rnn.json')).toBeUndefined();
});

test('a torn or foreign file is no result', async () => {
  const storage = new ResultStorage(folder);
  await storage.write('a', result(3));
  const [name] = await readdir(folder);
  await truncate(join(folder, name), 200);
  expect(await storage.read('a')).toBeUndefined();
  await writeFile(join(folder, name), '{"schemaVersion":3}');
  expect(await storage.read('a')).toBeUndefined();
});

test('the results that were written longest ago are forgotten', async () => {
  const storage = new ResultStorage(folder, 3);
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    await storage.write(name, result(1));
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  expect(await readdir(folder)).toHaveLength(3);
  expect(await storage.read('a')).toBeUndefined();
  expect(await storage.read('e')).toEqual(result(1));
});
