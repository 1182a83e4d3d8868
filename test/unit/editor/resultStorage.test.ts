import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AnalysisResult, Estimate } from '../../../src/result/result';
import { readConfig } from '../../../src/config/readConfig';
import { ResultStorage } from '../../../src/editor/runs/resultStorage';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rnn-results-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const { config } = readConfig(
  '{ "data": { "task": "parity" }, "model": { "layers": [{ "type": "lstm", "units": 4 }, { "type": ' +
    '"dense", "units": 2, "activation": "softmax" }] } }',
);
const estimate = (time: number): Estimate => ({
  quantity: 'memory',
  source: 'X',
  target: 'lstm',
  time,
  epoch: 1,
  value: time / 7,
  low: 0,
  high: time,
  unit: 'bits',
  estimator: 'ksg1',
  bound: 'none',
  samples: 10,
});

function result(estimates: number): AnalysisResult {
  if (!config) throw new Error('the config is right');
  return {
    schemaVersion: 2,
    config,
    environment: { backend: 'wasm', version: '1', seed: 1, recurrentKernel: 'k' },
    stages: [],
    layers: [],
    training: [],
    estimates: Array.from({ length: estimates }, (_, time) => estimate(time)),
    exact: [],
    curves: {},
    findings: [],
    advice: [],
    warnings: [],
  };
}

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
