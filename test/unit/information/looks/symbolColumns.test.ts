import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { mutualInformation } from '../../../../src/information/mutualInformation';
import { continuous, normals } from '../samplers';

const samples = 1000;
const words = 4;

const oneHot = (word: number): number[] => Array.from({ length: words }, (_, k) => (k === word ? 1 : 0));

/** A number beside a word as columns of 0 and 1, and a noisy state of ten columns that holds the word alone. */
function wordBesideNumber(seed: number, holds: boolean) {
  const random = new Random(seed);
  const drawn = Array.from({ length: samples }, () => random.integer(words));
  const numbers = normals(random, samples);
  const input = drawn.flatMap((word, i) => [numbers[i], ...oneHot(word)]);
  const state = drawn.flatMap((word) =>
    Array.from({ length: 10 }, (_, j) => (holds && j % words === word ? 1 : 0) + 0.1 * random.normal()),
  );
  return [continuous('x', input, 1 + words), continuous('h', state, 10)] as const;
}

describe('symbols beside numbers', () => {
  it.each(['thorough', 'quick'] as const)('are read whole: %s', async (effort) => {
    const [x, h] = wordBesideNumber(1, true);
    for (const [a, b] of [
      [x, h],
      [h, x],
    ]) {
      const { nats, low, high } = await mutualInformation(a, b, { estimator: 'auto', seed: 1, effort });
      expect(nats).toBeGreaterThan(0.97 * Math.log(words));
      expect(low).toBeLessThanOrEqual(Math.log(words));
      expect(high).toBeGreaterThanOrEqual(nats);
    }
  });

  it('are a floor and no more: a state that holds nothing has no lower end', async () => {
    for (let seed = 1; seed <= 5; seed++) {
      const [x, h] = wordBesideNumber(seed, false);
      const { nats, low } = await mutualInformation(x, h, { estimator: 'auto', seed, effort: 'quick' });
      expect(low).toBe(0);
      expect(nats).toBeLessThan(0.1);
    }
  });

  it('say nothing of what the numbers tell: the whole stays where it reads more', async () => {
    const random = new Random(3);
    const number = normals(random, samples);
    const x = Array.from(number).flatMap((value) => [value, random.integer(2)]);
    const y = Array.from(number, (value) => value + 0.5 * random.normal());
    const { nats } = await mutualInformation(continuous('x', x, 2), continuous('y', y), { estimator: 'auto', seed: 1 });
    // A Gaussian of correlation 1/sqrt(1.25): 0.80 nats.
    expect(nats).toBeGreaterThan(0.65);
  });
});
