import { describe, expect, it } from 'vitest';
import { exactLogDensity, sticky, tanhNetwork, uniform } from '../../../accuracy/annealing/networks';
import { Random } from '../../../../src/base/random';
import { weightedSource } from '../../../../src/data/tasks/symbolSource';
import { statesOf } from '../../../../src/information/estimators/known/annealing/annealedInformation';
import type { HistorySource } from '../../../../src/information/estimators/known/annealing/historySource';
import type { SteppedNetwork } from '../../../../src/base/stepped/steppedNetwork';
import { runHere, sharedInformation } from '../../../../src/information/estimators/known/beginnings/sharedInformation';
import { sharedSums, sumsOver } from '../../../../src/information/estimators/known/beginnings/sharedSums';
import { type EndingsPart, type EndingSums } from '../../../../src/information/estimators/known/beginnings/endingSums';
import { runEndingsJob } from '../../../../src/information/estimators/known/beginnings/endingsJob';
import { kernelSteps } from '../../../../src/information/estimators/known/beginnings/kernelSteps';
import { type BetweenBounds, betweenBounds } from '../../../../src/information/estimators/known/fromRatios';

const deviation = 0.3;

/** E[ln p(h|x) - ln p(h)] over drawn states, with p(h) summed over every history, and its standard error. */
function exactly(
  network: SteppedNetwork,
  source: HistorySource,
  count: number,
  noise = deviation,
): { nats: number; error: number } {
  const random = new Random(9);
  const histories = new Int32Array(count * source.length);
  for (let i = 0; i < count; i++) source.draw(random, histories, i * source.length);
  const means = statesOf(network, histories, count, source.length);
  const values = means.map((mean) => mean + noise * random.normal());
  const marginal = exactLogDensity(network, source, values, noise);
  // ln p(h|x) has the mean -d/2, up to the constant of the densities.
  const ratios = marginal.map((log) => -network.dimensions / 2 - log);
  const nats = ratios.reduce((sum, ratio) => sum + ratio, 0) / count;
  const variance = ratios.reduce((sum, ratio) => sum + (ratio - nats) ** 2, 0) / (count - 1);
  return { nats, error: Math.sqrt(variance / count) };
}

/** I(H_{T-1};H_T) and I(X_t;H_T) of fair bits by sums over all histories, over `count` drawn states. */
function enumerated(network: SteppedNetwork, length: number, noise: number, count: number) {
  const random = new Random(8);
  const all = 2 ** length;
  const symbols = Int32Array.from({ length: all * length }, (_, at) => (Math.floor(at / length) >> (at % length)) & 1);
  const shorter = Int32Array.from({ length: all * (length - 1) }, (_, at) => {
    const [history, t] = [Math.floor(at / (length - 1)), at % (length - 1)];
    return symbols[history * length + t];
  });
  const [now, before] = [statesOf(network, symbols, all, length), statesOf(network, shorter, all, length - 1)];
  const { dimensions } = network;
  const values = { history: [] as number[], memory: Array.from({ length }, () => [] as number[]) };
  for (let draw = 0; draw < count; draw++) {
    const own = random.integer(all);
    const noisy = (means: ArrayLike<number>) =>
      Array.from({ length: dimensions }, (_, d) => means[own * dimensions + d] + noise * random.normal());
    const [h, older] = [noisy(now), noisy(before)];
    const log = (state: number[], means: ArrayLike<number>, history: number): number =>
      -state.reduce((sum, value, d) => sum + (value - means[history * dimensions + d]) ** 2, 0) / (2 * noise ** 2);
    let [a, b, both] = [0, 0, 0];
    const alike = new Float64Array(length);
    for (let history = 0; history < all; history++) {
      const [first, second] = [Math.exp(log(older, before, history)), Math.exp(log(h, now, history))];
      a += first / all;
      b += second / all;
      both += (first * second) / all;
      for (let t = 0; t < length; t++)
        if (symbols[history * length + t] === symbols[own * length + t]) alike[t] += (2 * second) / all;
    }
    values.history.push(Math.log(both / (a * b)));
    for (let t = 0; t < length; t++) values.memory[t].push(Math.log(alike[t] / b));
  }
  const told = (found: number[]): { nats: number; error: number } => {
    const nats = found.reduce((sum, value) => sum + value, 0) / count;
    const variance = found.reduce((sum, value) => sum + (value - nats) ** 2, 0) / (count - 1);
    return { nats, error: Math.sqrt(variance / count) };
  };
  return { history: told(values.history), memory: values.memory.map(told) };
}

describe('histories that share their beginnings', () => {
  it('every beginning once: I(X;H) as the sum over all histories gives it', async () => {
    const [network, source, half] = [tanhNetwork(5, 2, 1.2, 3), uniform(2, 10), 5];
    const symbols = Int32Array.from({ length: 2 ** half * 10 }, (_, at) => (Math.floor(at / 10) >> (at % 10)) & 1);
    const problem = { network, source, deviation, ending: 10 - half };
    const { input } = await sumsOver(
      problem,
      symbols,
      { each: 64 },
      runHere(() => network),
      new Random(1),
    );
    const { nats, low, high } = betweenBounds({ ...input, exact: true });
    const truth = exactly(network, source, 2000);
    expect(Math.abs(nats - truth.nats)).toBeLessThan(3 * Math.hypot(truth.error, (high - low) / 4));
  });

  it.each([
    ['symbols alike', uniform(2, 12)],
    ['some symbols more likely', weightedSource([0.6, 0.3, 0.1], 8)],
  ])('%s: the bounds are on both sides of I(X;H), and meet as beginnings are added', async (_, source) => {
    const network = tanhNetwork(6, source.alphabet, 1.2, 2);
    const truth = exactly(network, source, 400);
    const boundsOf = async (beginnings: number, each: number) => {
      const problem = { network, source, deviation, ending: 3 };
      const { input } = await sharedSums(
        problem,
        { beginnings, each },
        runHere(() => network),
        new Random(2),
      );
      return betweenBounds(input);
    };
    const few = await boundsOf(32, 64);
    const many = await boundsOf(512, 8);
    for (const { low, high } of [few, many]) {
      expect(low).toBeLessThan(truth.nats + 3 * truth.error);
      expect(high).toBeGreaterThan(truth.nats - 3 * truth.error);
    }
    // The own beginning is one of 32, then one of 512.
    expect(few.gap).toBeGreaterThan(4 * many.gap);
    expect(many.gap).toBeGreaterThan(0);
  });

  it('chooses the effort that brings the interval down to little more than a tenth of a bit', async () => {
    const [network, source] = [tanhNetwork(4, 2, 1.2, 2), uniform(2, 11)];
    const found = (await sharedInformation(() => network, source, 1, { budget: 1e10 }, new Random(3)))!;
    const truth = exactly(network, source, 400, 1);
    expect(found.input.high - found.input.low).toBeLessThan(0.15 * Math.LN2);
    expect(found.input.low).toBeLessThan(truth.nats + 3 * truth.error);
    expect(found.input.high).toBeGreaterThan(truth.nats - 3 * truth.error);
    expect(found.input.bound).toBe('none');
  });

  it('rough densities of many more states bring the limits together, and not away from the truth', async () => {
    const [network, source] = [tanhNetwork(6, 2, 1.2, 2), uniform(2, 10)];
    const problem = { network, source, deviation, ending: 3 };
    const boundsOf = async (beside: number, seed: number) => {
      const { input, share } = await sharedSums(
        problem,
        { beginnings: 256, each: 1, beside },
        runHere(() => network),
        new Random(seed),
      );
      return { ...betweenBounds(input), share };
    };
    const truth = exactly(network, source, 8000);
    let held = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const [alone, steadied] = [await boundsOf(0, seed), await boundsOf(4096, seed)];
      expect(steadied.gap).toBeCloseTo(alone.gap, 1);
      // Half of a state's square at least follows its rough density: limits of 16 times the states are nearer by 1.4.
      expect(steadied.share).toBeGreaterThan(0.5);
      expect(steadied.high - steadied.low - steadied.gap).toBeLessThan((alone.high - alone.low - alone.gap) / 1.3);
      if (steadied.low < truth.nats + truth.error && steadied.high > truth.nats - truth.error) held++;
    }
    // 97.5 % on each side: of 6 intervals all but one hold the truth.
    expect(held).toBeGreaterThanOrEqual(5);
  });

  it('the bounds on I(H;H) and on memory are on both sides of sums over all histories', async () => {
    const [network, source, noise] = [tanhNetwork(4, 2, 1.2, 2), uniform(2, 9), 0.5];
    const problem = { network, source, deviation: noise, ending: 4 };
    const effort = { beginnings: 24, each: 64 };
    const { history, memory } = await sharedSums(
      problem,
      effort,
      runHere(() => network),
      new Random(5),
    );
    const truth = enumerated(network, source.length, noise, 3000);
    const isBetween = (bounds: BetweenBounds, { nats, error }: { nats: number; error: number }): void => {
      expect(bounds.low).toBeLessThan(nats + 3 * error);
      expect(bounds.high).toBeGreaterThan(nats - 3 * error);
    };
    isBetween(betweenBounds(history), truth.history);
    for (const t of [0, 3, 5, 8]) isBetween(betweenBounds(memory[t]), truth.memory[t]);
    // Not by being wide: the oldest symbol is as good as forgotten, the newest is known.
    expect(betweenBounds(memory[0]).high).toBeLessThan(0.15);
    expect(betweenBounds(memory[8]).high - betweenBounds(memory[8]).low).toBeLessThan(0.15);
  });

  it('is the same in parts by the kernel, whatever their order', async () => {
    const source = uniform(2, 8);
    const random = new Random(4);
    const numbers = (count: number): Float32Array => Float32Array.from({ length: count }, () => 0.7 * random.normal());
    const recurrence = { type: 'tanh', units: 5, ofSymbol: numbers(10), ofState: numbers(25) } as const;
    const asked = (more: object) =>
      sharedInformation(
        (kernel, most) => kernelSteps(recurrence, kernel, most),
        source,
        1.5,
        { budget: 3e8, ...more },
        new Random(3),
      );
    const here = await asked({});
    const backwards = await asked({
      run: async (parts: readonly EndingsPart[]) => {
        const sums: EndingSums[] = [];
        for (const part of [...parts].reverse())
          sums.unshift(await runEndingsJob(structuredClone({ recurrence, part })));
        return sums;
      },
    });
    expect(backwards).toEqual(here);
    expect(here!.input.high).toBeGreaterThan(here!.input.low);
  });

  it('gives nothing where symbols depend on those before them, or the budget buys too little', async () => {
    const network = tanhNetwork(6, 3, 1.2, 2);
    const asked = (source: HistorySource, budget: number) =>
      sharedInformation(() => network, source, deviation, { budget }, new Random(3));
    expect(await asked(sticky(3, 8, 0.7), 1e10)).toBeUndefined();
    expect(await asked(uniform(3, 8), 1e3)).toBeUndefined();
  });
});
