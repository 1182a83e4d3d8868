import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, type ParseError } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { configSchema } from '../../../src/config/schema/config';
import { loadDataset } from '../../../src/data/loadDataset';
import { readNpz } from '../../../src/data/npy/npz';

const examples = path.resolve(import.meta.dirname, '../../../examples');
const configs = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.rnn.json'),
);

describe('examples', () => {
  it.each(configs)('%s is a config whose data load', async (name) => {
    const file = path.join(examples, name);
    const errors: ParseError[] = [];
    const config = configSchema.parse(parse(readFileSync(file, 'utf8'), errors));
    expect(errors).toEqual([]);
    const dataset = await loadDataset(config.data, { seed: config.seed, configFolder: path.dirname(file) });
    expect(dataset.warnings).toEqual([]);
    expect(dataset.training.inputs.samples).toBeGreaterThan(0);
  });

  it('linear-rnn has the weights that its closed forms are of', async () => {
    const weights = await readNpz(path.join(examples, 'linear-rnn/weights.npz'));
    expect([...weights].map(([key, { shape, data }]) => [key, shape, [...data]])).toEqual([
      ['line/kernel', [1, 1], [1]],
      ['line/recurrentKernel', [1, 1], [0.9]],
      ['line/bias', [1], [0]],
    ]);
  });
});
