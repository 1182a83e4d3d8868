import { expect, it } from 'vitest';
import { exactLines } from '../../../src/analysis/truth/exactLines';
import { loadDataset } from '../../../src/data/loadDataset';
import { configOf } from '../../support/configs';

const out = { type: 'dense', units: 2, activation: 'softmax' };
const forward = { type: 'gru', name: 'h', units: 2 };

/** Steps at which a limit from the past alone is told. */
async function stepsOf(layer: object): Promise<(number | undefined)[]> {
  const data = { task: 'markov', length: 4, flip: 0.1, samples: 16 };
  const config = configOf(JSON.stringify({ data, model: { layers: [layer, out] } }));
  const lines = exactLines(config, await loadDataset(config.data, { seed: 1, configFolder: '.' }));
  return lines.filter(({ quantity }) => quantity === 'outputInformation').map(({ time }) => time);
}

it('what the past tells is no limit where a layer has read the future, but at the last step', async () => {
  expect(await stepsOf(forward)).toEqual([1, 2, 3, 4]);
  expect(await stepsOf({ type: 'bidirectional', layer: { type: 'gru', units: 2 } })).toEqual([4]);
});
