import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { exp } from '../../../src/information/numerics/exp';

describe('exp', () => {
  it.each([0.001, 1, 30, 699])('is within 2^-50 of that of the platform up to %d', (size) => {
    const random = new Random(1);
    let worst = 0;
    for (let i = 0; i < 10000; i++) {
      const x = size * (2 * random.uniform() - 1);
      worst = Math.max(worst, Math.abs(exp(x) / Math.exp(x) - 1));
    }
    expect(worst).toBeLessThan(2 ** -50);
  });

  it.each([0, -0, 700, -700, 710, -745, -746, Infinity, -Infinity, NaN])('is that of the platform at %d', (x) => {
    expect(exp(x)).toBe(Math.exp(x));
  });
});
