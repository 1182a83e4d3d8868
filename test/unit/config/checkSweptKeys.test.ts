import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/readConfig';
import { pathOfKey } from '../../../src/config/layers/sweptKeys';

const base = {
  data: { task: 'delayedCopy', symbols: 4, delay: 2, length: 6, samples: 64 },
  model: {
    layers: [
      { type: 'gru', units: 4 },
      { type: 'dense', units: 4 },
    ],
  },
  training: { epochs: 2 },
  analysis: { samples: 64 },
};

const problemsOf = (sweep: object, more: object = {}) => {
  const text = JSON.stringify({ ...base, ...more, sweep });
  return readConfig(text).problems.map(({ message, path, fix }) => ({ message, path, fix: fix?.newText }));
};
const values = [2, 4];

describe('what a sweep goes over', () => {
  it.each([
    { key: 'model.layers[0].units', values },
    { key: 'training.learningRate', values: [0.01, 0.001] },
    { key: 'model.layers[0].type', values: ['gru', 'lstm'] },
    { key: 'model.layers[0].noise.variance', values: [0.01, 0.1] },
    { keys: [{ key: 'data.delay', values: [1, 2] }] },
    {
      keys: [
        { key: 'data.delay', values: [1, 2] },
        { key: 'analysis.noise.variance', values: [0.01, 0.1] },
      ],
      seeds: 2,
    },
  ])('may be %j', (sweep) => {
    expect(problemsOf(sweep)).toEqual([]);
  });

  it.each([
    [{}, '"sweep" needs "key" with "values", a list of "keys", or a grid of "beta".'],
    [{ key: 'data.delay', values, keys: [] as object[] }, '"sweep.keys" has 0 entries, but must have at least 1.'],
    [
      { key: 'data.delay', values: [1, 2], beta: { from: 1, to: 2 } },
      '"sweep" has more than one of "key", "keys" and "beta". Keep one of them.',
    ],
    [{ key: 'data.delay' }, '"sweep" has a "key" without "values". Add "values": [ … ].'],
    [{ values }, '"sweep" has "values" without a "key". Add "key".'],
    [{ key: 'data.delay', values, select: 'heldOut' }, '"select" belongs to a sweep over "beta". Remove it.'],
    [{ key: 'data.delay', values: [1, 1] }, '1 is there twice. Remove one of them.'],
    [{ key: 'data..delay', values }, '"data..delay" is no path of a key. Write it like "model.layers[0].units".'],
    [{ key: 'seed', values }, 'A sweep repeats each value with seeds of its own: set "seeds", and sweep another key.'],
    [
      { key: 'sweep.seeds', values },
      'An analysis of one value leaves "sweep" out, so it cannot be swept. Sweep another key.',
    ],
    [
      {
        keys: [
          { key: 'data.delay', values },
          { key: 'data.delay', values },
        ],
      },
      'Both keys of this sweep are "data.delay". Name another one.',
    ],
  ])('%j: %s', (sweep, message) => {
    expect(problemsOf(sweep)[0]?.message).toBe(message);
  });
});

describe('a path that is not there', () => {
  it.each([
    ['model.layers[0].unit', 'model.layers[0].unit', 'model.layers[0].units', 'model.layers[0].units'],
    ['modl.layers[0].units', 'modl', 'model', 'model.layers[0].units'],
    ['model.layers[7].units', 'model.layers[7]', 'model.layers[1]', 'model.layers[1].units'],
    ['training.learningrate', 'training.learningrate', 'training.learningRate', 'training.learningRate'],
  ])('%s: names it and the nearest, and offers that', (key, wrong, near, fixed) => {
    expect(problemsOf({ key, values })).toEqual([
      {
        message: `There is no key "${wrong}" in this config. Did you mean "${near}"?`,
        path: ['sweep', 'key'],
        fix: JSON.stringify(fixed),
      },
    ]);
  });

  it('lists what there is where nothing is near', () => {
    const [{ message, fix }] = problemsOf({ key: 'training.xyzzy', values });
    expect(message).toMatch(/^There is no key "training.xyzzy" in this config. "training" may have: epochs, batchSize/);
    expect(fix).toBeUndefined();
  });
});

describe('a value that makes the whole config wrong', () => {
  it('is marked, with what is wrong', () => {
    expect(problemsOf({ key: 'model.layers[0].units', values: [4, 0, 2] })).toEqual([
      {
        message: 'With model.layers[0].units = 0: "model.layers[0].units" is 0, but must be at least 1.',
        path: ['sweep', 'values', 1],
        fix: undefined,
      },
    ]);
  });

  it('is found by the checks across fields too, of a grid at the value of its second key', () => {
    const found = problemsOf({
      keys: [
        { key: 'data.length', values: [4, 8] },
        { key: 'data.delay', values: [2, 5] },
      ],
    });
    expect(found).toEqual([
      {
        message:
          'With data.length = 4, data.delay = 5: A delay of 5 steps leaves nothing to repeat in sequences of 4 ' +
          'steps. Set "delay" to at most 3.',
        path: ['sweep', 'keys', 1, 'values', 1],
        fix: undefined,
      },
    ]);
  });
});

it('reads paths as they are written', () => {
  expect(pathOfKey('model.layers[0].units')).toEqual(['model', 'layers', 0, 'units']);
  expect(['', '.', 'a.', 'a[b]', 'a[0', 'a[-1]', '[0]x'].map(pathOfKey)).toEqual(Array(7).fill(undefined));
});
