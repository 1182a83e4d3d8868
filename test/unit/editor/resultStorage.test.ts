import { inEnglish } from '../../../src/base/sentence';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
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

test('a torn or foreign file is no result, and the reason is logged', async () => {
  const ignored: string[] = [];
  const storage = new ResultStorage(folder, 30, (why) => ignored.push(inEnglish(why)));
  expect(await storage.read('a')).toBeUndefined();
  expect(ignored).toEqual([]);
  await storage.write('a', result(3));
  const [name] = await readdir(folder);
  await truncate(join(folder, name), 200);
  expect(await storage.read('a')).toBeUndefined();
  await writeFile(join(folder, name), '{"schemaVersion":3}');
  expect(await storage.read('a')).toBeUndefined();
  await writeFile(join(folder, name), 'null');
  expect(await storage.read('a')).toBeUndefined();
  await storage.write('a', result(0));
  await writeFile(join(folder, name), `${await readFile(join(folder, name), 'utf8')}\n[null]`);
  expect(await storage.read('a')).toBeUndefined();
  expect(ignored).toEqual([
    expect.stringContaining('cannot be read'),
    expect.stringContaining('schema version 3'),
    expect.stringContaining('is not an analysis result'),
    expect.stringContaining('estimates[0]'),
  ]);
});

test(
  'a result of version 1 comes back in the form of today, one of a later version is ignored with the ' + 'reason',
  async () => {
    const ignored: string[] = [];
    const storage = new ResultStorage(folder, 30, (why) => ignored.push(inEnglish(why)));
    await storage.write('a', result(2));
    const [name] = await readdir(folder);
    const file = join(folder, name);
    const text = await readFile(file, 'utf8');
    const old = text
      .replace('"schemaVersion":2', '"schemaVersion":1')
      .replace('"bound":"none"', '"bound":"none","of":"state with its own noise"');
    await writeFile(file, old);
    const [first, second] = result(2).estimates;
    expect(await storage.read('a')).toEqual({
      ...result(2),
      estimates: [{ ...first, of: { kind: 'ownNoise' } }, second],
    });
    await writeFile(file, text.replace('"schemaVersion":2', '"schemaVersion":3'));
    expect(await storage.read('a')).toBeUndefined();
    expect(ignored).toEqual([expect.stringContaining('schema version 3')]);
  },
);

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
