import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import {
  annealedInformation,
  drawnStates,
} from '../../../src/information/estimators/known/annealing/annealedInformation';
import { annealedWeights } from '../../../src/information/estimators/known/annealing/annealedWeights';
import type { SweepOrder } from '../../../src/information/estimators/known/annealing/gibbsSweep';
import type { HistorySource } from '../../../src/information/estimators/known/annealing/historySource';
import { ladder } from '../../../src/information/estimators/known/annealing/ladder';
import type { SteppedNetwork } from '../../../src/base/stepped/steppedNetwork';
import { stateBounds } from '../../../src/information/estimators/known/annealing/twoSided';
import { logMeanExp } from '../../../src/information/numerics/logSums';
import { Breather } from '../../../src/information/numerics/breather';
import { meanAndVariance } from '../../../src/information/types/measurement';
import { transitionBounds } from '../../../src/information/estimators/known/annealing/transitionBounds';
import { delayLine, exactLogDensity, levelsInNoise, sticky, tanhNetwork, uniform } from './networks';

describe('weights of annealing over histories', () => {
  const network = tanhNetwork(3, 3, 1.2, 1);
  const deviation = 0.3;

  it.each([
    ['independent symbols', uniform(3, 6)],
    ['a Markov chain', sticky(3, 6, 0.8)],
  ])('average to p(h), and their inverses to 1/p(h): %s', async (_, source) => {
    const random = new Random(5);
    const problem = drawnStates(network, source, deviation, 400, random);
    const { forward, reverse, own } = await annealedWeights(problem, ladder(20), 4, random, new Breather());
    const exact = exactLogDensity(network, source, problem.observed.values, deviation);
    const up = meanAndVariance(exact.map((log, i) => Math.exp(logMeanExp(forward.subarray(4 * i, 4 * i + 4)) - log)));
    const down = meanAndVariance(exact.map((log, i) => Math.exp(log - reverse[i])));
    expect(Math.abs(up.mean - 1)).toBeLessThan(4 * Math.sqrt(up.variance / 400));
    expect(Math.abs(down.mean - 1)).toBeLessThan(4 * Math.sqrt(down.variance / 400));
    expect(up.variance / 400).toBeLessThan(0.05);
    // The bounds hold for each state in expectation.
    const { lower, upper } = stateBounds(own, forward, reverse);
    const above = meanAndVariance(upper.map((value, i) => value - (own[i] - exact[i])));
    const below = meanAndVariance(lower.map((value, i) => value - (own[i] - exact[i])));
    expect(above.mean).toBeGreaterThan(-3 * Math.sqrt(above.variance / 400));
    expect(below.mean).toBeLessThan(3 * Math.sqrt(below.variance / 400));
  });

  it.each([1, 4, 16])(
    'transitions of %i sweeps are bounds on either side of the enumerated density',
    async (sweeps) => {
      for (const source of [uniform(3, 6), sticky(3, 6, 0.8)]) {
        const random = new Random(5);
        const problem = drawnStates(network, source, deviation, 400, random);
        const { bounds, own } = await transitionBounds(problem, sweeps, random, new Breather());
        const exact = exactLogDensity(network, source, problem.observed.values, deviation);
        const above = meanAndVariance(bounds.upper.map((value, i) => value - (own[i] - exact[i])));
        const below = meanAndVariance(bounds.lower.map((value, i) => value - (own[i] - exact[i])));
        expect(above.mean).toBeGreaterThan(-3 * Math.sqrt(above.variance / 400));
        expect(below.mean).toBeLessThan(3 * Math.sqrt(below.variance / 400));
        if (sweeps === 1) continue;
        // Murray and Salakhutdinov's estimate of p(h) is unbiased; by a single sweep its tail is too long for 400
        // states.
        const ratio = meanAndVariance(bounds.upper.map((value, i) => Math.exp(own[i] - value - exact[i])));
        expect(Math.abs(ratio.mean - 1)).toBeLessThan(4 * Math.sqrt(ratio.variance / 400));
      }
    },
  );

  it('enclose the enumerated information, ever more closely on longer ladders', async () => {
    const source = uniform(3, 7);
    const random = new Random(11);
    const problem = drawnStates(network, source, deviation, 100, random);
    const exact = exactLogDensity(network, source, problem.observed.values, deviation);
    const gaps: number[] = [];
    for (const rungs of [5, 10, 20, 40]) {
      const { forward, reverse, own } = await annealedWeights(problem, ladder(rungs), 8, random, new Breather());
      const { lower, upper } = stateBounds(own, forward, reverse);
      const gap = meanAndVariance(upper.map((value, i) => value - lower[i]));
      gaps.push(gap.mean);
      expect(gap.mean).toBeGreaterThan(-3 * Math.sqrt(gap.variance / 100));
      const miss = meanAndVariance(upper.map((value, i) => (value + lower[i]) / 2 - (own[i] - exact[i])));
      expect(Math.abs(miss.mean)).toBeLessThan(gap.mean / 2 + 3 * Math.sqrt(miss.variance / 100));
    }
    expect(gaps[1]).toBeLessThan(0.7 * gaps[0]);
    expect(gaps[2]).toBeLessThan(0.7 * gaps[1]);
    expect(gaps[3]).toBeLessThan(0.7 * gaps[1]);
  });
});

/** Two bits with these probabilities and log likelihoods of a state at 0: the order of visits matters. */
const bits = { prior: [0.3761, 0.004, 0.0046, 0.6153], logLikelihoods: [-4.04, -0.11, -7.7, -8.87] };

const bitSource: HistorySource = {
  alphabet: 2,
  length: 2,
  draw: (random, symbols, from) => {
    const number = drawn(bits.prior, random);
    symbols[from] = number & 1;
    symbols[from + 1] = number >> 1;
  },
  logProbability: (symbols, from) => Math.log(bits.prior[symbols[from] + 2 * symbols[from + 1]]),
};

const bitNetwork: SteppedNetwork = {
  width: 1,
  dimensions: 1,
  cost: 1,
  // After one symbol 4 or 5; after two the number of the history.
  step: (before, symbols, count, after) => {
    for (let i = 0; i < count; i++) after[i] = before[i] === 0 ? 4 + symbols[i] : before[i] - 4 + 2 * symbols[i];
  },
  observe: (states, count, means) => {
    for (let i = 0; i < count; i++) means[i] = Math.sqrt(-2 * bits.logLikelihoods[states[i]]);
  },
};

function drawn(weights: readonly number[], random: Random): number {
  let left = random.uniform() * weights.reduce((a, b) => a + b, 0);
  return Math.max(
    0,
    weights.findIndex((weight) => (left -= weight) < 0),
  );
}

/**
 * ln of the mean of 32 weights, one of them of a run from an exact draw of p(x|h), less ln p(h): its mean and error.
 */
async function overDensity(reverseOrder: SweepOrder): Promise<{ mean: number; error: number }> {
  const count = 20_000;
  const chains = 32;
  const random = new Random(3);
  const posterior = bits.prior.map((p, i) => p * Math.exp(bits.logLikelihoods[i]));
  const histories = new Int32Array(2 * count);
  for (let i = 0; i < count; i++) {
    const number = drawn(posterior, random);
    histories[2 * i] = number & 1;
    histories[2 * i + 1] = number >> 1;
  }
  const observed = { values: new Float64Array(count), deviation: 1 };
  const { forward, reverse, own } = await annealedWeights(
    { source: bitSource, network: bitNetwork, observed, histories },
    Float64Array.of(0, 0.059, 0.089, 0.361, 1),
    chains,
    random,
    new Breather(),
    reverseOrder,
  );
  const { lower } = stateBounds(own, forward, reverse);
  const density = Math.log(posterior.reduce((a, b) => a + b, 0));
  const { mean, variance } = meanAndVariance(lower.map((value, i) => own[i] - value - density));
  return { mean, error: Math.sqrt(variance / count) };
}

it('is a bound with the sweeps of the reverse run in the opposite order, and none with the same order', async () => {
  const opposite = await overDensity('forward');
  expect(opposite.mean).toBeGreaterThan(5 * opposite.error);
  const same = await overDensity('backward');
  expect(same.mean).toBeLessThan(-5 * same.error);
});

/**
 * Fifteen cells that each hold one of four levels, each fading by .93 a step: the cells are apart given the noise, so
 * that the information is the sum of theirs. With a deviation of .034 it is 29.998 bits, where p(h) has 4^30 histories.
 */
it.each(['a ladder', 'transitions'])('a delay line of 15 that fades by .93, t = 30: 29.998 bits by %s', async (by) => {
  const deviation = 0.034;
  const exact = Array.from({ length: 15 }, (_, cell) => levelsInNoise(4, 0.93 ** cell / deviation)).reduce(
    (a, b) => a + b,
  );
  expect(exact).toBeCloseTo(29.998, 3);
  const found = (await annealedInformation(
    delayLine(15, 4, 0.93),
    uniform(4, 30),
    deviation,
    { budget: 1e10, close: 0.1 * Math.LN2, mostStates: 64, ...(by === 'a ladder' && { rungs: 240 }) },
    new Random(1),
  ))!;
  const [low, high] = [found.low / Math.LN2, found.high / Math.LN2];
  expect(low).toBeLessThan(exact);
  expect(high).toBeGreaterThan(exact);
  expect(high - low).toBeLessThan(0.6);
});
