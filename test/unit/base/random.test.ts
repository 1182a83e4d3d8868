import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';

const streams = 2000;

describe('streams of random numbers', () => {
  it.each([
    ['of consecutive seeds', (i: number) => new Random(i)],
    ['forked by numbered labels', (i: number) => new Random(1).fork(`layer@${i}`)],
  ])('%s begin with independent uniform numbers', (_, stream) => {
    const drawn = Array.from({ length: streams }, (_, i) => {
      const random = stream(i);
      return [random.uniform(), random.uniform(), random.uniform()];
    });
    // Five standard errors: one test in a million fails by chance, and the seeds are fixed.
    const tolerance = 5 / Math.sqrt(12 * streams);
    for (const place of [0, 1, 2]) {
      const numbers = drawn.map((three) => three[place] - 0.5);
      expect(Math.abs(mean(numbers))).toBeLessThan(tolerance);
      const next = numbers.map((number, i) => number * (i + 1 < streams ? numbers[i + 1] : 0));
      expect(Math.abs(mean(next))).toBeLessThan(5 / (12 * Math.sqrt(streams)));
      const beside = numbers.map((number, i) => number * (drawn[i][(place + 1) % 3] - 0.5));
      expect(Math.abs(mean(beside))).toBeLessThan(5 / (12 * Math.sqrt(streams)));
    }
  });

  it('choose places by their weights, and none without one', () => {
    const random = new Random(3);
    const seen = [0, 0, 0, 0];
    for (let i = 0; i < streams; i++) seen[random.choice([0, 1, 3, 0], 4)]++;
    expect([seen[0], seen[3]]).toEqual([0, 0]);
    // Five standard errors.
    expect(Math.abs(seen[1] / streams - 1 / 4)).toBeLessThan(5 * Math.sqrt(3 / 16 / streams));
    // Weights that rounding left below their sum give what is missing to the last that has one.
    const short = Array.from({ length: streams }, () => random.choice([0.25, 0.25, 0]));
    expect(new Set(short)).toEqual(new Set([0, 1]));
  });

  it('gives the same numbers for the same seed and label', () => {
    const numbers = (seed: number, label: string): number[] => {
      const random = new Random(seed).fork(label);
      return Array.from({ length: 5 }, () => random.normal());
    };
    expect(numbers(7, 'weights')).toEqual(numbers(7, 'weights'));
    expect(numbers(7, 'weights')).not.toEqual(numbers(8, 'weights'));
    expect(numbers(7, 'weights')).not.toEqual(numbers(7, 'batches'));
  });
});

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
