import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { dataSchema } from '../../../src/config/schema/data';
import { inputSource } from '../../../src/data/inputSource';
import { automatonOf } from '../../../src/data/tasks/automatonTable';
import {
  conditionalCurve,
  type ConditionalCurve,
} from '../../../src/information/estimators/known/conditional/conditionalCurve';
import type { HistorySource } from '../../../src/information/estimators/known/annealing/historySource';
import type { SteppedNetwork } from '../../../src/base/stepped/steppedNetwork';
import { delayLine, everySequence, exactLogDensity, levelsInNoise, sticky, tanhNetwork, uniform } from './networks';
import { drawnStates, statesOf } from '../../../src/information/estimators/known/annealing/annealedInformation';

const bits = (nats: number): number => nats / Math.LN2;
const close = 0.1 * Math.LN2;

async function curveOf(
  network: SteppedNetwork,
  source: HistorySource,
  deviation: number,
  budget = 3e9,
  mostStates = 64,
): Promise<ConditionalCurve> {
  return (await conditionalCurve(network, source, deviation, { budget, close, mostStates }, new Random(2)))!;
}

/** A state that holds one of many symbols as a one-hot vector, the first before the first step. */
function oneHotState(states: number, next: (state: number, symbol: number) => number): SteppedNetwork {
  return {
    width: 1,
    dimensions: states,
    cost: 1,
    step: (before, symbols, count, after) => {
      for (let i = 0; i < count; i++) after[i] = next(before[i], symbols[i]);
    },
    observe: (held, count, means) => {
      means.fill(0, 0, count * states);
      for (let i = 0; i < count; i++) means[i * states + held[i]] = 1;
    },
  };
}

it('parity: no bit at any lag but the oldest', async () => {
  const { terms, exact } = await curveOf(
    oneHotState(2, (state, x) => state ^ x),
    uniform(2, 10),
    0.1,
  );
  expect(exact).toBe(true);
  for (const { nats } of terms.slice(0, -1)) expect(nats).toBeLessThan(1e-9);
  expect(bits(terms[9].nats)).toBeCloseTo(1, 6);
});

it('words over A5: 5.907 bits at the oldest symbol given all later ones, nothing at any other', async () => {
  const data = dataSchema.parse({ task: 'automaton', automaton: 'A5', length: 4 });
  if (data.task !== 'automaton') throw new Error('another task');
  const { next } = automatonOf(data);
  const { terms } = await curveOf(
    oneHotState(60, (state, x) => next[state][x]),
    inputSource(data)!,
    0.05,
    3e8,
  );
  expect(Math.abs(bits(terms[3].nats) - 5.907)).toBeLessThan(0.02);
  expect(bits(terms[3].low)).toBeLessThan(5.9069);
  expect(bits(terms[3].high)).toBeGreaterThan(5.9068);
  for (const { nats, high } of terms.slice(0, -1)) {
    // Nothing is left open but the finite number of draws.
    expect(bits(nats)).toBeLessThan(0.03);
    expect(bits(high)).toBeLessThan(0.25);
  }
});

it('a fading delay line: each cell by itself, at every lag', async () => {
  const deviation = 0.3;
  const { terms, exact } = await curveOf(delayLine(8, 2, 0.8), uniform(2, 10), deviation, 3e9, 512);
  expect(exact).toBe(true);
  for (const { lag, low, high } of terms) {
    const wanted = lag < 8 ? levelsInNoise(2, 0.8 ** lag / deviation) : 0;
    // Ten intervals of 97.5 % at either side: a little room.
    const room = 0.3 * (bits(high) - bits(low)) + 1e-9;
    expect(bits(low) - room).toBeLessThan(wanted + 1e-6);
    expect(bits(high) + room).toBeGreaterThan(wanted - 1e-6);
    expect(bits(high - low)).toBeLessThan(0.2);
  }
});

/** R(f) = E ln p(h|x) - E ln p(h|x_{f+1:T}) of the same states, by summing over all histories by hand. */
function byHand(network: SteppedNetwork, source: HistorySource, deviation: number, count: number): number[] {
  const { alphabet, length } = source;
  const { observed, histories } = drawnStates(network, source, deviation, count, new Random(2).fork('states'));
  const all = everySequence(alphabet, length);
  const own = Float64Array.from({ length: count }, (_, i) => {
    const single = { ...source, logProbability: matchOf(histories.subarray(i * length, (i + 1) * length), 0) };
    return exactLogDensity(network, single, row(i), deviation)[0];
  });
  function row(i: number): Float64Array {
    return observed.values.subarray(i * network.dimensions, (i + 1) * network.dimensions);
  }
  /** ln 1 where the symbols from place `free` on are those of the history, else ln 0. */
  function matchOf(history: Int32Array, free: number): HistorySource['logProbability'] {
    return (symbols, from) => {
      for (let t = free; t < length; t++) if (symbols[from + t] !== history[t]) return -Infinity;
      return 0;
    };
  }
  return Array.from({ length: length + 1 }, (_, free) => {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const fits = matchOf(histories.subarray(i * length, (i + 1) * length), free);
      let total = 0;
      for (let m = 0; m < all.length; m += length)
        if (fits(all, m) === 0) total += Math.exp(source.logProbability(all, m));
      const given = {
        ...source,
        logProbability: (symbols: Int32Array, from: number) =>
          fits(symbols, from) + source.logProbability(symbols, from) - Math.log(total),
      };
      sum += own[i] - exactLogDensity(network, given, row(i), deviation)[0];
    }
    return sum / count;
  });
}

describe('a tanh network', () => {
  it.each([
    ['independent symbols', uniform(3, 5)],
    ['a Markov chain', sticky(3, 5, 0.7)],
  ])('%s: the terms are those of all histories, and add up to the block', async (_, source) => {
    const network = tanhNetwork(3, 3, 1.2, 1);
    const { terms, states } = await curveOf(network, source, 0.3, 1e9, 32);
    const whole = byHand(network, source, 0.3, states);
    for (const { lag, nats } of terms) expect(nats).toBeCloseTo(Math.max(0, whole[5 - lag] - whole[4 - lag]), 8);
    expect(terms.reduce((sum, { nats }) => sum + nats, 0)).toBeCloseTo(whole[5], 1);
  });
});

it.each([
  ['little', 15, 10, 1],
  // Histories never meet again.
  ['much', 12, 20, 2],
])('stays within the budget where histories shared by all states leave %s open', async (_, log, length, gain) => {
  const network = tanhNetwork(16, 4, gain, 3);
  const budget = 2e8;
  const runs = {
    most: () => 2 ** log,
    cost: network.cost,
    run: (symbols: Int32Array, count: number) => Promise.resolve(statesOf(network, symbols, count, length)),
  };
  const settings = { budget, close, mostStates: 64, runs };
  const curve = await conditionalCurve(network, uniform(4, length), 0.1, settings, new Random(2));
  // Chains of Gibbs sweeps for every lag would cost many times as much, and read less than is known already.
  expect(curve?.spent).toBeLessThan(1.5 * budget);
});
