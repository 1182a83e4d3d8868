import { describe, expect, it } from 'vitest';
import { lessonsOf } from '../../../../src/analysis/studies/compress/lessons';
import { epochsAt, waysTo } from '../../../../src/analysis/studies/compress/cutting';
import { loadDataset } from '../../../../src/data/loadDataset';
import { buildModel } from '../../../../src/models/buildModel';
import { chooseRecurrentKernel } from '../../../../src/models/kernels/chooseRecurrentKernel';
import { emptyTally, score } from '../../../../src/models/training/objective';
import { selectBackend } from '../../../../src/runtime/selectBackend';
import { configOf } from '../../../support/configs';

describe('the ways to a size', () => {
  it('are at once and by halves, where there is a half between', () => {
    expect(waysTo(8, 32)).toEqual([[8], [16, 8]]);
    expect(waysTo(3, 16)).toEqual([[3], [8, 4, 3]]);
    expect(waysTo(16, 32)).toEqual([[16]]);
    expect(waysTo(20, 32)).toEqual([[20]]);
  });

  it('take the same epochs, most of them at the end', () => {
    expect(epochsAt([8], 40)).toEqual([40]);
    expect(epochsAt([16, 8], 40)).toEqual([10, 30]);
    expect(epochsAt([8, 4, 3], 10)).toEqual([1, 1, 8]);
    expect(epochsAt([2, 1], 1)).toEqual([1, 1]);
  });
});

const config = (over: object) =>
  configOf(
    JSON.stringify({
      data: { task: 'delayedCopy', symbols: 3, length: 4, delay: 1, samples: 20 },
      model: {
        layers: [
          { type: 'simpleRNN', name: 'h', units: 4, returnSequences: true },
          { type: 'dense', name: 'out', units: 3, activation: 'softmax', ...over },
        ],
      },
    }),
  );

async function lessons(over: object = {}) {
  const own = config(over);
  const dataset = await loadDataset(own.data, { seed: 1, configFolder: '.' });
  const selected = await selectBackend('cpu');
  const whole = buildModel(own, dataset, await chooseRecurrentKernel(selected.backend));
  return { dataset, whole, taught: await lessonsOf(whole, own, dataset, new AbortController().signal) };
}

it('the whole network teaches what it says of the sequences and of copies; the fresh one is another', async () => {
  const { dataset, whole, taught } = await lessons();
  const { inputs, targets } = dataset.training;
  const own = taught?.dataset.training;
  expect(own?.inputs.samples).toBe(3 * inputs.samples);
  expect(own?.inputs.symbols?.slice(0, inputs.symbols?.length)).toEqual(inputs.symbols);
  const outputs = await whole.outputs(own?.inputs ?? inputs, 'Y', 1, false);
  // Softmax of the network's own logits, at every place.
  const place = 3 * 3 * 4 * inputs.samples - 3;
  const shares = [0, 1, 2].map((k) => Math.exp(outputs[place + k]));
  const sum = shares.reduce((a, b) => a + b);
  shares.forEach((share, k) => expect(own?.targets?.values[place + k]).toBeCloseTo(share / sum, 5));
  // A place without a target still has none.
  expect(own?.targets?.symbols?.[0]).toBe(targets?.symbols?.[0]);
  const fresh = taught?.fresh.inputs.symbols ?? [];
  for (let copy = 0; copy < 3; copy++) {
    const of = own?.inputs.symbols?.slice(copy * fresh.length, (copy + 1) * fresh.length) ?? [];
    expect(fresh.some((symbol, i) => symbol !== of[i])).toBe(true);
  }
});

it('a network with another head is taught by the data', async () => {
  expect((await lessons({ head: { target: 'X' } })).taught).toBeUndefined();
});

it('the gradient of a class that is likely only in part is that of its cross-entropy', () => {
  const [values, outputs] = [Float32Array.of(0.2, 0.5, 0.3), Float32Array.of(0.4, -1, 2)];
  const loss = { objective: 'classes' as const, weight: 1, features: 3 };
  const lossAt = (logits: Float32Array, gradient?: Float32Array): number => {
    const { heads } = emptyTally(1);
    score(loss, logits, { values, symbols: Int32Array.of(1), features: 3 }, heads[0], gradient);
    return heads[0].total;
  };
  const shares = outputs.map(Math.exp);
  const total = shares.reduce((a, b) => a + b);
  const gradient = new Float32Array(3);
  const expected = -values.reduce((sum, q, k) => sum + q * Math.log(shares[k] / total), 0);
  expect(lossAt(outputs, gradient)).toBeCloseTo(expected, 5);
  values.forEach((q, k) => expect(gradient[k]).toBeCloseTo(shares[k] / total - q, 5));
});
