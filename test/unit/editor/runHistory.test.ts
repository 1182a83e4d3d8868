import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RunHistory } from '../../../src/editor/runs/runHistory';
import type { AnalysisResult } from '../../../src/result/result';
import { about, resultOf } from '../../support/results';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rnn-runs-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const run = (units: number, value = 1): AnalysisResult =>
  resultOf({
    config:
      `{ "data": { "task": "parity" }, "model": { "layers": [{ "type": "lstm", "units": ${units} }, ` +
      '{ "type": "dense", "units": 2, "activation": "softmax" }] } }',
    estimates: [about('outputInformation', 'lstm', { value })],
  });

test('runs are kept, the newest first, and named by what changed', async () => {
  const history = new RunHistory(folder);
  await history.add('a', run(4), 1000);
  await history.add('a', run(8, 2), 2000);
  await history.add('b', run(4), 3000);
  const runs = await history.list('a');
  expect(runs.map(({ time, changes }) => [time, changes])).toEqual([
    [2000, [{ path: 'lstm.units', before: '4', after: '8' }]],
    [1000, undefined],
  ]);
  expect(runs[0].headlines[0].value).toBeCloseTo(2 * Math.LN2, 12);
  expect(await history.result('a', runs[1].id)).toEqual(run(4));
  expect(await history.list('c')).toEqual([]);
});

test('the same config with the same numbers is one run; other numbers are another', async () => {
  const history = new RunHistory(folder);
  await history.add('a', run(4), 1000);
  await history.change('a', (await history.list('a'))[0].id, { pinned: true, name: 'base' });
  await history.add('a', run(4), 2000);
  expect(await history.list('a')).toMatchObject([{ time: 2000, pinned: true, name: 'base' }]);
  await history.add('a', run(4, 1.5), 3000);
  expect(await history.list('a')).toHaveLength(2);
});

test('two runs that end in the same moment, and changes at the same time, lose nothing', async () => {
  const history = new RunHistory(folder);
  await Promise.all([4, 5, 6].map((units) => history.add('a', run(units), 1000)));
  const runs = await history.list('a');
  expect(new Set(runs.map(({ id }) => id)).size).toBe(3);
  await Promise.all(runs.map(({ id }, i) => history.change('a', id, { name: `run ${i}` })));
  expect((await history.list('a')).map(({ name }) => name)).toEqual(['run 0', 'run 1', 'run 2']);
  await history.change('a', runs[0].id, { name: '' });
  expect((await history.list('a'))[0].name).toBeUndefined();
});

test('a deleted run and its file are gone', async () => {
  const history = new RunHistory(folder);
  await history.add('a', run(4), 1000);
  const [{ id }] = await history.list('a');
  await history.remove('a', id);
  expect(await history.list('a')).toEqual([]);
  expect(await history.result('a', id)).toBeUndefined();
  expect(await readdir(join(folder, (await readdir(folder))[0]))).toEqual(['runs.json']);
});

test('the oldest runs are deleted beyond the size, and beyond the number; pinned ones stay', async () => {
  const history = new RunHistory(folder, 3);
  for (const [i, units] of [4, 5, 6].entries()) await history.add(i === 2 ? 'b' : 'a', run(units), 1000 + i);
  const [newer, oldest] = await history.list('a');
  await history.change('a', oldest.id, { pinned: true });
  expect(await history.trim(newer.bytes * 2 + 100)).toBe(newer.bytes);
  expect((await history.list('a')).map(({ id }) => id)).toEqual([oldest.id]);
  expect(await history.list('b')).toHaveLength(1);
  for (const units of [7, 8, 9, 10]) await history.add('a', run(units), 2000 + units);
  expect((await history.list('a')).map(({ time }) => time)).toEqual([2010, 2009, 2008, 1000]);
});

test('a damaged list or entry is no reason to fail, and no id leads out of the folder', async () => {
  const history = new RunHistory(folder);
  await history.add('a', run(4), 1000);
  const place = join(folder, (await readdir(folder))[0]);
  const [kept] = await history.list('a');
  await writeFile(join(place, 'runs.json'), JSON.stringify([kept, { ...kept, id: '../../x' }, 7]));
  expect(await history.list('a')).toEqual([kept]);
  expect(await history.result('a', '../../x')).toBeUndefined();
  await writeFile(join(place, 'runs.json'), '[{"id":');
  expect(await history.list('a')).toEqual([]);
});
