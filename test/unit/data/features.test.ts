import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadDataset } from '../../../src/data/loadDataset';
import { writeNpy } from '../../../src/data/npy/writeNpy';
import { configOf } from '../../support/configs';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'features-'));
  // [sequence, step, column] holds sequence + step / 10 + column / 100.
  const values = Float32Array.from({ length: 8 * 2 * 3 }, (_, i) => {
    const [row, step, column] = [Math.floor(i / 6), Math.floor(i / 3) % 2, i % 3];
    return row + step / 10 + column / 100;
  });
  await writeNpy(join(folder, 'x.npy'), { shape: [8, 2, 3], data: values });
});
afterAll(() => rm(folder, { recursive: true }));

const load = (features: number[]) => {
  const { data } = configOf(
    JSON.stringify({
      data: { task: 'file', inputs: 'x.npy', features, standardize: false },
      model: { layers: [{ type: 'gru', units: 2 }] },
      training: { epochs: 0 },
    }),
  );
  return loadDataset(data, { configFolder: folder, seed: 1 });
};

it('reads the columns of an array that the config numbers, in that order', async () => {
  const { training } = await load([2, 0]);
  expect(training.inputs).toMatchObject({ features: 2, columns: ['2', '0'] });
  const [first, second] = training.inputs.values;
  const row = Math.floor(second + 1e-3);
  expect(first).toBeCloseTo(row + 0.02, 5);
  expect(second).toBeCloseTo(row, 5);
});

it('refuses a column that is not there', async () => {
  await expect(load([3])).rejects.toThrow('There is no column 3 for the inputs (data.features)');
});
