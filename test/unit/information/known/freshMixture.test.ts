import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../../src/base/cancellation';
import { Random } from '../../../../src/base/random';
import {
  freshMixtureInformation,
  type HistoryBlock,
  type Wanted,
} from '../../../../src/information/estimators/known/freshMixture';
import { closeEnough } from '../../../../src/information/estimators/known/fromRatios';
import type { NoisyRows } from '../../../../src/information/estimators/known/noisyRows';

const aboutInput: readonly Wanted[] = [{ kind: 'input', state: 0 }];
const variances = [0.01];

/** A register of the last bits as -1 and 1, each with noise: what a history of `cells` bits leads to. */
const register = (history: number, cells: number): number[] =>
  Array.from({ length: cells }, (_, cell) => 2 * ((history >>> cell) & 1) - 1);

function registerStates(samples: number, cells: number, variance: number, seed = 1): NoisyRows {
  const random = new Random(seed);
  const means = Float64Array.from(
    Array.from({ length: samples }, () => register(random.integer(2 ** cells), cells)).flat(),
  );
  const values = means.map((mean) => mean + Math.sqrt(variance) * random.normal());
  return { count: samples, dimensions: cells, values, own: { count: samples, means, variances: [variance] } };
}

/** A bit as -1 and 1 through Gaussian noise: ln 2 - E ln(1 + e^{-2(1 + sz)/s^2}) nats, by the trapezoid rule. */
function bitThroughNoise(variance: number): number {
  const step = 0.001;
  let sum = 0;
  for (let z = -9; z <= 9; z += step)
    sum += Math.exp((-z * z) / 2) * Math.log1p(Math.exp((-2 * (1 + Math.sqrt(variance) * z)) / variance));
  return Math.LN2 - (sum * step) / Math.sqrt(2 * Math.PI);
}

// eslint-disable-next-line @typescript-eslint/require-await -- states of a network would be waited for
async function* drawn(cells: number, blocks: number, seed = 2, size = 1024): AsyncGenerator<HistoryBlock> {
  const random = new Random(seed);
  for (let i = 0; i < blocks; i++) {
    const means = Array.from({ length: size }, () => register(random.integer(2 ** cells), cells)).flat();
    yield { count: size, states: [{ means, variances }], labels: [] };
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- states of a network would be waited for
async function* every(cells: number, size: number): AsyncGenerator<HistoryBlock> {
  const all = 2 ** cells;
  for (let start = 0; start < all; start += size) {
    const count = Math.min(size, all - start);
    const means = Array.from({ length: count }, (_, i) => register(start + i, cells)).flat();
    const logProbabilities = new Float64Array(count).fill(-Math.log(all));
    yield { count, states: [{ means, variances }], labels: [], logProbabilities };
  }
}

describe('p(h) from fresh histories', () => {
  it('a register of ten clean bits holds ten bits, though eight are the most that 200 states could show', async () => {
    const state = registerStates(200, 10, 0.01);
    const [found] = (await freshMixtureInformation([state], aboutInput, drawn(10, 64)))!;
    expect(found.bound).toBe('none');
    expect(found.gap).toBeLessThan(closeEnough);
    expect(found.low).toBeLessThanOrEqual(10 * Math.LN2);
    expect(found.high).toBeGreaterThanOrEqual(10 * Math.LN2);
    expect(found.high - found.low).toBeLessThan(0.15);
    // Each time 1024 more, compared at 4096, 8192, ...: it ends before its blocks do.
    expect(Math.log2(found.histories) % 1).toBe(0);
    expect(found.histories).toBeLessThan(64 * 1024);
  });

  it.each([0.1, 0.5, 2])(
    'counts every history of eight bits in noise of variance %d: the closed form',
    async (variance) => {
      const state = registerStates(40_000, 8, variance, 4);
      const [found] = (await freshMixtureInformation([state], aboutInput, every(8, 100)))!;
      const truth = 8 * bitThroughNoise(variance);
      expect(found).toMatchObject({ bound: 'none', gap: 0, histories: 256 });
      const standardError = (found.high - found.low) / 3.92;
      expect(standardError).toBeLessThan(0.01);
      expect(Math.abs(found.nats - truth)).toBeLessThan(3 * standardError + 1e-3);
    },
  );

  it('agrees with the count of every history, block sizes apart', async () => {
    const state = registerStates(300, 8, 0.5);
    const [exact] = (await freshMixtureInformation([state], aboutInput, every(8, 256)))!;
    const [parts] = (await freshMixtureInformation([state], aboutInput, every(8, 37)))!;
    expect(parts.nats).toBeCloseTo(exact.nats, 5);
    const [mixture] = (await freshMixtureInformation([state], aboutInput, drawn(8, 16)))!;
    expect(Math.abs(mixture.nats - exact.nats)).toBeLessThan(mixture.gap + 0.02);
  });

  it('stays a lower bound with an open upper end where the budget ends first', async () => {
    const state = registerStates(200, 20, 0.01);
    // A history costs 200 x (20 + 4) for its likelihoods.
    const budget = { total: 8192 * 4900, perHistory: 100 };
    const [found] = (await freshMixtureInformation([state], aboutInput, drawn(20, 64), budget))!;
    expect(found.histories).toBe(8192);
    expect(found.bound).toBe('lower');
    expect(found.nats).toBeLessThanOrEqual(Math.log(8193));
    expect(found.high).toBeGreaterThan(20 * Math.LN2);
  });

  it('lets a state go once its bounds are close, and goes on with the others', async () => {
    const [few, many] = [registerStates(100, 2, 0.01), registerStates(100, 12, 0.01)];
    // eslint-disable-next-line @typescript-eslint/require-await -- as above
    async function* both(): AsyncGenerator<HistoryBlock> {
      const random = new Random(3);
      for (let i = 0; i < 64; i++) {
        const histories = Array.from({ length: 2048 }, () => random.integer(2 ** 12));
        const states = [2, 12].map((cells) => ({
          means: histories.flatMap((history) => register(history, cells)),
          variances,
        }));
        yield { count: 2048, states, labels: [] };
      }
    }
    const [first, second] = (await freshMixtureInformation(
      [few, many],
      [0, 1].map((state) => ({ kind: 'input' as const, state })),
      both(),
    ))!;
    expect(first.histories).toBe(4096);
    expect(second.histories).toBeGreaterThan(8192);
    expect(first.nats).toBeCloseTo(2 * Math.LN2, 1);
    expect(Math.abs(second.nats - 12 * Math.LN2)).toBeLessThan(0.1);
  });

  it('is nothing without a block, and stops when cancelled', async () => {
    const state = registerStates(2000, 8, 0.5);
    expect(await freshMixtureInformation([state], aboutInput, drawn(8, 0))).toBeUndefined();
    const cancel = new AbortController();
    const unlimited = { total: Infinity, perHistory: 0 };
    setTimeout(() => cancel.abort(), 20);
    const work = freshMixtureInformation(
      [registerStates(2000, 30, 0.01)],
      aboutInput,
      drawn(30, 1e4),
      unlimited,
      cancel.signal,
    );
    await expect(work).rejects.toThrow(CancelledError);
  });
});
