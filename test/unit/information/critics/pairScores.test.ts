import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { judge } from '../../../../src/information/estimators/critics/judge';
import type { Critic } from '../../../../src/information/estimators/critics/critic';
import { contrasts, pairScores } from '../../../../src/information/estimators/critics/pairScores';
import { Breather } from '../../../../src/information/numerics/breather';
import { meanAndVariance } from '../../../../src/information/types/measurement';

const rows = 300;

/** Scores of normal pairs of correlation r by the critic of correlation `assumed`, row-major [rows, rows]. */
function normalScores(r: number, assumed: number, seed: number): Float64Array {
  const random = new Random(seed);
  const x = Float64Array.from({ length: rows }, () => random.normal());
  const y = x.map((value) => r * value + Math.sqrt(1 - r * r) * random.normal());
  const out = new Float64Array(rows * rows);
  const rest = 1 - assumed ** 2;
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < rows; j++)
      out[i * rows + j] =
        (assumed * x[i] * y[j] - (assumed ** 2 * (x[i] ** 2 + y[j] ** 2)) / 2) / rest - Math.log(rest) / 2;
  return out;
}

/** The mean over 20 draws. */
const over20 = (value: (seed: number) => number): number =>
  Array.from({ length: 20 }, (_, i) => value(i + 1)).reduce((sum, one) => sum + one, 0) / 20;

describe('bounds from the scores of all pairs', () => {
  const truth = -Math.log(1 - 0.8 ** 2) / 2;

  it('are the information for the log density ratio', () => {
    // r / sqrt(rows draws) = .8 / sqrt(6000) = .010: three of them; InfoNCE lies a little below with 300 rows.
    expect(Math.abs(over20((seed) => pairScores(normalScores(0.8, 0.8, seed), rows).bound) - truth)).toBeLessThan(0.03);
    const contrast = over20((seed) => meanAndVariance(pairScores(normalScores(0.8, 0.8, seed), rows).contrast).mean);
    expect(contrast).toBeLessThan(truth + 0.03);
    expect(contrast).toBeGreaterThan(truth - 0.05);
  });

  it.each([0, 0.5, 0.95, -0.8])('are at most the information for the critic of correlation %d', (assumed) => {
    const scored = (seed: number) => pairScores(normalScores(0.8, assumed, seed), rows);
    expect(over20((seed) => meanAndVariance(scored(seed).contrast).mean)).toBeLessThan(truth);
    expect(over20((seed) => scored(seed).bound)).toBeLessThan(truth);
  });

  it.each([0.5, 0.9999, 0.999999])('have the same contrasts where these alone are asked, assumed %d', (assumed) => {
    const scores = normalScores(0.8, assumed, 1);
    expect(contrasts(scores, rows)).toEqual(pairScores(scores, rows).contrast);
  });

  it('have influences whose mean is the bound', () => {
    const { bound, influence } = pairScores(normalScores(0.8, 0.5, 1), rows);
    expect(meanAndVariance(influence).mean).toBeCloseTo(bound, 10);
  });

  it('keep every row and column of scores that lie hundreds of nats apart', () => {
    // Each row i scores i x 700 nats higher than the last: e^T of the first is nothing beside that of the last.
    const scores = Float64Array.from({ length: 16 }, (_, at) => 700 * Math.floor(at / 4) + (at % 5 === 0 ? 3 : 0));
    const { contrast } = pairScores(scores, 4);
    expect(contrasts(scores, 4)).toEqual(contrast);
    const row = 3 - Math.log((Math.exp(3) + 3) / 4);
    // Against its row each joint pair stands out alike; against its column the largest row takes everything.
    const column = [0, 1, 2, 3].map((i) => 700 * i + 3 - (2100 + (i === 3 ? 3 : 0) - Math.log(4)));
    contrast.forEach((value, i) => expect(value).toBeCloseTo((row + column[i]) / 2, 9));
  });

  it('say how many pairs carry the mean of e^T', () => {
    const even = pairScores(new Float64Array(100), 10);
    expect(even.effectivePairs).toBeCloseTo(90, 9);
    const one = new Float64Array(100);
    one[1] = 50;
    expect(pairScores(one, 10).effectivePairs).toBeCloseTo(1, 9);
  });
});

describe('the certified lower limit', () => {
  /** A critic that knows nothing but one number of its rows, so that it can be fitted to noise. */
  const random = new Random(4);
  const noise = Float64Array.from({ length: 400 * 400 }, () => random.normal());
  const guess = (shift: number): Critic => ({
    name: 'mixture',
    fit: () =>
      Promise.resolve({
        scores: (some) =>
          Float64Array.from(
            { length: some.length ** 2 },
            (_, at) =>
              noise[(some[Math.floor(at / some.length)] * 400 + some[at % some.length] + shift) % noise.length],
          ),
      }),
  });

  it('is not lifted by looking at many critics of independent rows', async () => {
    let above = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const order = new Random(seed).permutation(400);
      const critics = Array.from({ length: 12 }, (_, i) => guess(977 * i + 31 * seed));
      if ((await judge(critics, order, new Random(seed), new Breather())).low > 0) above++;
    }
    expect(above).toBeLessThanOrEqual(1);
  });
});
