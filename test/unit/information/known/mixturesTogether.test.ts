import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { mixturesTogether } from '../../../../src/information/estimators/known/mixtures/mixturesTogether';
import type { Gaussians, NoisyRows } from '../../../../src/information/estimators/known/noisyRows';

interface Drawn {
  readonly spread: number;
  readonly histories?: number;
  readonly variances?: 'shared' | 'own';
  readonly weights?: Float64Array;
}

const samples = 37;

/** States in 3 dimensions whose means are `spread` apart. */
function stateOf({ spread, histories, variances = 'shared', weights }: Drawn, random: Random): NoisyRows {
  const dimensions = 3;
  const densities = (count: number, logWeights?: Float64Array): Gaussians => ({
    count,
    means: Float64Array.from({ length: count * dimensions }, () => spread * random.normal()),
    variances:
      variances === 'shared'
        ? Float64Array.of(0.3)
        : Float64Array.from({ length: count * dimensions }, () => 0.2 + random.uniform()),
    ...(logWeights && { logWeights }),
  });
  const own = densities(samples);
  const values = Float64Array.from(own.means, (mean, at) => {
    const variance = own.variances[own.variances.length === 1 ? 0 : at];
    return mean + Math.sqrt(variance) * random.normal();
  });
  return {
    count: samples,
    dimensions,
    values,
    own,
    ...(histories !== undefined && { histories: densities(histories, weights) }),
  };
}

/** ln p(z_i | input j), term by term. */
function logDensity({ dimensions, values }: NoisyRows, of: Gaussians, i: number, j: number): number {
  let log = 0;
  for (let d = 0; d < dimensions; d++) {
    const variance = of.variances[of.variances.length === 1 ? 0 : j * dimensions + d];
    log -= (values[i * dimensions + d] - of.means[j * dimensions + d]) ** 2 / variance / 2 + Math.log(variance) / 2;
  }
  return log;
}

/** The two ratios of a sample by their definitions, where the states are one variable. */
function ratiosOf(states: readonly NoisyRows[], i: number, of?: (input: number) => boolean) {
  const together = (part: (rows: NoisyRows) => Gaussians, j: number): number =>
    states.reduce((sum, rows) => sum + logDensity(rows, part(rows), i, j), 0);
  const own = together((rows) => rows.own, i);
  const isFresh = states[0].histories !== undefined;
  const inputs = (rows: NoisyRows): Gaussians => rows.histories ?? rows.own;
  const { count, logWeights } = inputs(states[0]);
  let [sum, weight, among] = [0, 0, 0];
  for (let j = 0; j < count; j++) {
    if ((!isFresh && j === i) || of?.(j) === false) continue;
    const log = logWeights?.[j] ?? 0;
    sum += Math.exp(together(inputs, j) - own + log);
    weight += Math.exp(log);
    among++;
  }
  const upper = -Math.log(sum / weight);
  return { upper, lower: logWeights ? upper : -Math.log((1 + sum) / (among + 1)) };
}

describe('mixtures of densities that are made once', () => {
  const weights = Float64Array.from({ length: 53 }, (_, j) => -4 - (j % 5));
  // Far apart, powers of one state are 0 where both together are largest: the sums are made of exponents there.
  const cases: [string, Drawn][] = [
    ['near histories', { spread: 0.5, histories: 53 }],
    ['histories far apart', { spread: 6, histories: 53 }],
    ['histories with weights', { spread: 1, histories: 53, weights }],
    ['variances of their own', { spread: 1, histories: 53, variances: 'own' }],
    ['the other samples', { spread: 1 }],
  ];

  it.each(cases)('are those of the definition: %s', async (_, drawn) => {
    const random = new Random(4);
    const [a, b, c] = [0, 1, 2].map(() => stateOf(drawn, random));
    const inputs = drawn.histories ?? samples;
    const classes = Int32Array.from({ length: samples }, (_value, i) => i % 3);
    const ofInputs = drawn.histories === undefined ? classes : Int32Array.from({ length: inputs }, (_v, j) => j % 3);
    const found = await mixturesTogether({
      states: [a, b, c],
      pairs: [
        [1, 0],
        [1, 2],
      ],
      labellings: [{ state: 2, classes, ofInputs }],
    });
    const expected: [{ lower: Float64Array; upper: Float64Array }, (i: number) => { lower: number; upper: number }][] =
      [
        [found.states[0], (i) => ratiosOf([a], i)],
        [found.pairs[0], (i) => ratiosOf([b, a], i)],
        [found.pairs[1], (i) => ratiosOf([b, c], i)],
        [found.classes[0], (i) => ratiosOf([c], i, (j) => ofInputs[j] === classes[i])],
      ];
    // Exponentials are of float32: seven digits.
    for (const [{ lower, upper }, of] of expected)
      for (let i = 0; i < samples; i++) {
        expect(lower[i]).toBeCloseTo(of(i).lower, 5);
        expect(Math.abs(upper[i] - of(i).upper)).toBeLessThan(1e-5 * Math.max(1, Math.abs(upper[i])));
      }
  });

  it('do not depend on what else is asked', async () => {
    const random = new Random(5);
    const states = [0, 1, 2, 3].map(() => stateOf({ spread: 1, histories: 53 }, random));
    const pairs: [number, number][] = [
      [0, 1],
      [1, 2],
      [2, 3],
    ];
    const all = await mixturesTogether({ states, pairs, labellings: [] });
    const alone = await mixturesTogether({ states: states.slice(2), pairs: [[0, 1]], labellings: [] });
    expect(alone.pairs[0]).toEqual(all.pairs[2]);
    expect(alone.states).toEqual(all.states.slice(2));
  });
});
