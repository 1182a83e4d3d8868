import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import type { SteppedNetwork } from '../../../src/base/stepped/steppedNetwork';
import { dataSchema } from '../../../src/config/schema/data';
import { inputSource } from '../../../src/data/inputSource';
import { annealedInformation } from '../../../src/information/estimators/known/annealing/annealedInformation';
import type { HistorySource } from '../../../src/information/estimators/known/annealing/historySource';
import { conditionalCurve } from '../../../src/information/estimators/known/conditional/conditionalCurve';

const bits = (nats: number): number => nats / Math.LN2;
const close = 0.1 * Math.LN2;

/**
 * A state that holds exactly which value each key has: a one-hot row a key. Keys are 1 ... vocabulary / 2 - 1, values
 * come after them, and the last number is the key that waits for its value.
 */
function recall(vocabulary: number): SteppedNetwork {
  const values = vocabulary / 2;
  const cells = (values - 1) * values;
  const width = cells + 1;
  return {
    width,
    dimensions: cells,
    cost: width,
    step: (before, symbols, count, after) => {
      for (let i = 0, from = 0; i < count; i++, from += width) {
        after.set(before.subarray(from, from + width), from);
        const symbol = symbols[i];
        if (symbol >= values) {
          if (before[from + cells] > 0) after[from + (before[from + cells] - 1) * values + symbol - values] = 1;
          after[from + cells] = 0;
        } else after[from + cells] = symbol;
      }
    },
    observe: (states, count, means) => {
      for (let i = 0; i < count; i++) means.set(states.subarray(i * width, i * width + cells), i * cells);
    },
  };
}

const sourceOf = (vocabulary: number, pairs: number): HistorySource =>
  inputSource(dataSchema.parse({ task: 'mqar', vocabulary, pairs }))!;

/** log2 n (n-1) ... (n-k+1) */
const logOrders = (n: number, k: number): number =>
  Array.from({ length: k }, (_, i) => Math.log2(n - i)).reduce((a, b) => a + b, 0);

const curveOf = async (vocabulary: number, pairs: number, budget: number, seed: number) =>
  (await conditionalCurve(
    recall(vocabulary),
    sourceOf(vocabulary, pairs),
    0.1,
    { budget, close, mostStates: 16 },
    new Random(seed),
  ))!;

describe('associative recall, stored exactly', () => {
  const network = recall(16);
  const source = sourceOf(16, 4);
  /** The pairs alone, before any query. */
  const pairs: HistorySource = {
    alphabet: 16,
    length: 8,
    draw: (random, symbols, from) => {
      const whole = new Int32Array(12);
      source.draw(random, whole, 0);
      symbols.set(whole.subarray(0, 8), from);
    },
    logProbability: (symbols, from) => {
      const whole = new Int32Array(12);
      whole.set(symbols.subarray(from, from + 8));
      for (let query = 0; query < 4; query++) whole[8 + query] = whole[2 * query];
      return source.logProbability(whole, 0) + Math.log(24);
    },
  };

  it('10.714 bits of values and 5.129 of keys', async () => {
    const found = (await annealedInformation(
      network,
      pairs,
      0.1,
      { budget: 1e11, close, mostStates: 24, rungs: 400, chains: 16 },
      new Random(1),
    ))!;
    expect(bits(found.low)).toBeLessThan(15.843);
    expect(bits(found.high)).toBeGreaterThan(15.843);
    expect(bits(found.gap)).toBeLessThan(0.15);
    expect(bits(found.high - found.low)).toBeLessThan(0.65);
  });

  // 10.714 bits where there are 16 symbols and 4 pairs.
  it.each([
    [16, 4, 1.2e9, 1],
    [16, 4, 1.2e9, 2],
    [16, 3, 3e8, 3],
    [12, 3, 3e8, 4],
    [20, 3, 3e8, 5],
  ])(
    'given the queries, the pairs hold the values alone: %i symbols, %i pairs (budget %d, seed %i)',
    async (vocabulary, pairs, budget, seed) => {
      const { terms } = await curveOf(vocabulary, pairs, budget, seed);
      const values = terms.slice(pairs).reduce((sum, { nats }) => sum + nats, 0);
      expect(bits(values)).toBeCloseTo(logOrders(vocabulary / 2, pairs), 3);
      // One symbol holds no more than an alphabet.
      for (const { nats, low, high } of terms) {
        expect(low).toBeLessThanOrEqual(nats);
        expect(nats).toBeLessThanOrEqual(high);
        expect(bits(high)).toBeLessThanOrEqual(Math.log2(vocabulary) + 1e-9);
      }
    },
  );

  it.each([1, 2])('adds up to the keys and the values where every history is counted (seed %i)', async (seed) => {
    const { terms } = await curveOf(12, 2, 2e9, seed);
    const whole = terms.reduce((sum, { nats }) => sum + nats, 0);
    expect(bits(whole)).toBeCloseTo(logOrders(6, 2) + logOrders(5, 2) - logOrders(2, 2), 3);
  });
});
