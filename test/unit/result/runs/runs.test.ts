import { describe, expect, test } from 'vitest';
import { inEnglish } from '../../../../src/base/sentence';
import { changesSentence, configChanges } from '../../../../src/result/runs/configChanges';
import { forComparison } from '../../../../src/result/runs/forComparison';
import { difference } from '../../../../src/result/runs/difference';
import { runFigures } from '../../../../src/result/runs/runFigures';
import type { Interval } from '../../../../src/result/interval';
import type { Estimate } from '../../../../src/result/result';
import { about, estimate, memoryOf, resultOf } from '../../../support/results';

const lstm =
  '{ "data": { "task": "parity" }, "model": { "layers": [{ "type": "lstm", "units": 4 }, ' +
  '{ "type": "dense", "units": 2, "activation": "softmax" }] } }';

const config = (units: number, more: object = {}) => ({
  model: {
    layers: [
      { type: 'lstm', name: 'memory', units },
      { type: 'dense', name: 'out', units: 2 },
    ],
  },
  training: { epochs: 30 },
  ...more,
});

describe('the changes of a config', () => {
  test('a layer is found by its name, whatever its place, and the path begins with it', () => {
    const changes = configChanges(config(16), {
      model: {
        layers: [
          { type: 'dense', name: 'out', units: 2 },
          { type: 'lstm', name: 'memory', units: 32 },
        ],
      },
      training: { epochs: 60 },
    });
    expect(changes).toEqual([
      { path: 'memory.units', before: '16', after: '32' },
      { path: 'training.epochs', before: '30', after: '60' },
    ]);
    expect(inEnglish(changesSentence(changes))).toBe('memory.units 16 → 32, training.epochs 30 → 60');
  });

  test('layers that come and go are named with their type', () => {
    const before = config(16);
    const after = config(16);
    after.model.layers.splice(1, 0, { type: 'bottleneck', name: 'z', units: 4 });
    expect(inEnglish(changesSentence(configChanges(before, after)))).toBe('+ z bottleneck');
    expect(inEnglish(changesSentence(configChanges(after, before)))).toBe('− z');
  });

  test('many changes are counted, long values cut, and no change is the same config', () => {
    const sizes = (count: number) => ({ data: { sizes: Array.from({ length: count }, (_, i) => i) } });
    const changes = configChanges(config(16, sizes(9)), config(8, { ...sizes(40), seed: 2, training: { epochs: 1 } }));
    expect(changes).toHaveLength(4);
    expect(Math.max(...changes.map(({ after = '' }) => after.length))).toBe(24);
    expect(inEnglish(changesSentence(changes))).toMatch(/ and 2 more$/);
    expect(inEnglish(changesSentence(configChanges(config(16), config(16))))).toBe('the same config');
  });
});

const ends = (low: number, high: number, certain = true): Interval => ({
  low,
  high,
  ...(!certain && { lowEnd: 'model', highEnd: 'model' }),
});

describe('differences between runs', () => {
  test('intervals that do not meet differ, those that touch do not, and an open end meets all above', () => {
    expect(difference(ends(0, 1), ends(1.1, 2))).toBe('certainly');
    expect(difference(ends(0, 1), ends(1, 2))).toBeUndefined();
    expect(difference(ends(0, Infinity), ends(5, 6))).toBeUndefined();
    expect(difference(ends(5, Infinity), ends(0, 1))).toBe('certainly');
    expect(difference(ends(0, 1, false), ends(1.1, 2))).toBe('ifModelsHold');
    expect(difference(undefined, ends(3, 4))).toBeUndefined();
  });

  test('an end that a model gives counts only where it is between the two intervals', () => {
    const run = (more: Partial<Estimate>) =>
      runFigures(
        resultOf({ config: lstm, estimates: [{ ...about('inputInformation', 'lstm', { value: 1 }), ...more }] }),
      ).find(({ key }) => key.startsWith('inputInformation'))?.interval;
    const modelAbove = { assumes: 'curvedMaps', certified: 'low' } as const;
    expect(difference(run({ low: 0.9, high: 1.1 }), run({ low: 1.5, high: 2, ...modelAbove }))).toBe('certainly');
    expect(difference(run({ low: 0.9, high: 1.1, ...modelAbove }), run({ low: 1.5, high: 2 }))).toBe('ifModelsHold');
    expect(difference(run({ low: 1.5, high: null, ...modelAbove }), run({ low: 0.9, high: 1.1 }))).toBe('certainly');
  });

  test('figures are those of the last epoch and the last step, in nats, whatever the unit of the run', () => {
    const bits = runFigures(
      resultOf({
        config: lstm,
        estimates: [
          about('outputInformation', 'lstm', { value: 1 }),
          about('outputInformation', 'lstm', { value: 9, time: 3 }),
          about('outputInformation', 'lstm', { value: 5, epoch: 2 }),
        ],
      }),
    );
    const target = bits.find(({ key }) => key.startsWith('outputInformation'))!;
    expect(target.value).toBeCloseTo(Math.LN2, 12);
    expect(inEnglish(target.name)).toBe('lstm, about the target');
  });

  test("the interval of the accuracy is Wilson's over the held-out sequences", () => {
    const base = resultOf({ config: lstm, estimates: [] });
    const result = {
      ...base,
      data: {
        ...(base.data ?? { title: { message: '', args: [] }, training: 10, length: 4, features: 1 }),
        heldOut: 100,
      },
      training: [{ epoch: 1, loss: 1, validationLoss: 1, validationAccuracy: 0.9 }],
    };
    const accuracy = runFigures(result).find(({ key }) => key === 'accuracy')!;
    // Closed form for 90 of 100 (Wilson 1927): 0.8256 to 0.9448.
    expect(accuracy.interval!.low).toBeCloseTo(0.8256, 4);
    expect(accuracy.interval!.high).toBeCloseTo(0.9448, 4);
  });
});

test('what is sent for comparison is the last epoch, and the last step over training', () => {
  const result = resultOf({
    config: lstm,
    estimates: [
      ...memoryOf('lstm', [1, 2], { epoch: 2 }),
      ...memoryOf('lstm', [3, 4]),
      about('inputInformation', 'lstm', { value: 1, epoch: 2 }),
      about('inputInformation', 'lstm', { value: 2, epoch: 2, time: 3 }),
      estimate({ quantity: 'memory', source: 'X', target: 'lstm', value: 7, lag: 0, beside: 'ksg1' }),
    ],
  });
  expect(forComparison(result).estimates.map(({ value }) => value)).toEqual([3, 4, 1]);
});
