import { expect, it } from 'vitest';
import { dataSchema } from '../../../src/config/schema/data';
import { automatonOf } from '../../../src/data/tasks/automatonTable';
import { analysed, estimatesOf } from './analysed';

const wanted = { quantities: ['inputInformation', 'memory', 'conditionalMemory'] };

it('parity in a GRU of one unit: no lag shows a bit, and the oldest given all later ones shows it', async () => {
  const length = 10;
  // The unit keeps its 0 or 1 at a 0, and takes tanh(10 - 10 h), the other one, at a 1.
  const result = await analysed(
    { task: 'parity', length, samples: 32, heldOut: 1000 },
    [{ type: 'gru', name: 'parity', units: 1 }],
    {
      'parity/kernel': [
        [20, 0, 0],
        [-20, 0, 0],
      ],
      'parity/recurrentKernel': [[0, 0, -10]],
      'parity/bias': [0, 20, 10],
    },
    wanted,
  );
  const lags = estimatesOf(result, 'memory', 'parity');
  expect(lags).toHaveLength(length);
  for (const { value, low, high } of lags) {
    expect(value).toBeLessThan(0.01);
    expect(low).toBeLessThan(1e-6);
    expect(high).toBeLessThan(0.03);
  }
  const terms = estimatesOf(result, 'conditionalMemory', 'parity');
  expect(terms).toHaveLength(length);
  for (const { value, low } of terms.slice(0, -1)) {
    expect(value).toBeLessThan(0.01);
    expect(low).toBeLessThan(1e-6);
  }
  const oldest = terms[length - 1];
  // The terms add up to one bit, and each of the other nine may take .01 of it.
  expect(oldest.value).toBeGreaterThan(0.91);
  expect(oldest.value).toBeLessThanOrEqual(1);
  expect(oldest.low).toBeGreaterThan(0.5);
  const whole = estimatesOf(result, 'inputInformation', 'parity').find(({ time }) => time === length)!;
  expect(whole.value).toBeCloseTo(1, 3);
});

/**
 * Words over A5 as the images of five points. Unit (p, l, m) is 1 where point p was at l and the newest element takes l
 * to m: relu([p at l] + [x takes l to m] - 1). That p was at p, where it begins, is 1 less that it was anywhere else.
 * The layer above adds up over l, for every m but p: the word alone, in 20 numbers.
 */
it('words over A5: no lag shows anything, and the oldest given all later ones shows 5.907 bits', async () => {
  const length = 3;
  const data = dataSchema.parse({ task: 'automaton', automaton: 'A5', length, samples: 32, heldOut: 1000 });
  if (data.task !== 'automaton') throw new Error('another task');
  const images = imagesOf(automatonOf(data).next);
  const points = [0, 1, 2, 3, 4];
  const units = points.flatMap((p) => points.flatMap((l) => points.map((m) => ({ p, l, m }))));
  const result = await analysed(
    data,
    [
      { type: 'simpleRNN', name: 'moves', units: 125, activation: 'relu' },
      { type: 'simpleRNN', name: 'word', units: 20, activation: 'linear' },
    ],
    {
      'moves/kernel': images.map((image) => units.map(({ l, m }) => (image[l] === m ? 1 : 0))),
      'moves/recurrentKernel': units.map((from) =>
        units.map(({ p, l }) => (from.p !== p || from.m === p ? 0 : l === p ? -1 : from.m === l ? 1 : 0)),
      ),
      'moves/bias': units.map(({ p, l }) => (l === p ? 0 : -1)),
      'word/kernel': units.map((from) =>
        points.flatMap((p) => points.filter((m) => m !== p).map((m) => (from.p === p && from.m === m ? 1 : 0))),
      ),
      'word/recurrentKernel': Array.from({ length: 20 }, () => new Array<number>(20).fill(0)),
      'word/bias': new Array<number>(20).fill(0),
    },
    wanted,
  );
  for (const { value, low } of estimatesOf(result, 'memory', 'word')) {
    expect(value).toBeLessThan(0.02);
    expect(low).toBeLessThan(1e-6);
  }
  const terms = estimatesOf(result, 'conditionalMemory', 'word');
  expect(terms).toHaveLength(length);
  for (const { value, low } of terms.slice(0, -1)) {
    expect(value).toBeLessThan(0.02);
    expect(low).toBeLessThan(1e-6);
  }
  const { value, low, high } = terms[length - 1];
  expect(Math.abs(value - 5.907)).toBeLessThan(0.02);
  expect(low).toBeLessThan(5.9069);
  expect(high).toBeGreaterThan(5.9068);
});

/** Where each element takes the five points: element g is where the word g leads from the identity, 0. */
function imagesOf(next: readonly ArrayLike<number>[]): number[][] {
  // The elements stand in lexical order of their even images.
  const all = permutations([0, 1, 2, 3, 4]).filter((image) => isEven(image));
  all.forEach((image, g) => {
    expect(next[g][1]).toBe(all.findIndex((other) => other.join() === image.map((at) => all[1][at]).join()));
  });
  return all;
}

const permutations = (items: readonly number[]): number[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));

const isEven = (image: readonly number[]): boolean =>
  image.reduce((count, value, i) => count + image.slice(i + 1).filter((later) => later < value).length, 0) % 2 === 0;
