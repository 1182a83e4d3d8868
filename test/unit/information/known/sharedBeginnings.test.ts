import { describe, expect, it } from 'vitest';
import { exactLogDensity, sticky, tanhNetwork, uniform } from '../../../accuracy/annealing/networks';
import { Random } from '../../../../src/base/random';
import { weightedSource } from '../../../../src/data/tasks/symbolSource';
import { statesOf } from '../../../../src/information/estimators/known/annealing/annealedInformation';
import type { HistorySource } from '../../../../src/information/estimators/known/annealing/historySource';
import type { SteppedNetwork } from '../../../../src/base/stepped/steppedNetwork';
import { runHere, sharedInformation } from '../../../../src/information/estimators/known/beginnings/sharedInformation';
import { sharedSums, sumsOver } from '../../../../src/information/estimators/known/beginnings/sharedSums';
import { betweenBounds } from '../../../../src/information/estimators/known/fromRatios';

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

describe('histories that share their beginnings', () => {
  it('every beginning once: I(X;H) as the sum over all histories gives it', async () => {
    const [network, source, half] = [tanhNetwork(5, 2, 1.2, 3), uniform(2, 10), 5];
    const symbols = Int32Array.from({ length: 2 ** half * 10 }, (_, at) => (Math.floor(at / 10) >> (at % 10)) & 1);
    const problem = { network, source, deviation, ending: 10 - half };
    const { input } = await sumsOver(
      problem,
      symbols,
      64,
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

  it('gives nothing where symbols depend on those before them, or the budget buys too little', async () => {
    const network = tanhNetwork(6, 3, 1.2, 2);
    const asked = (source: HistorySource, budget: number) =>
      sharedInformation(() => network, source, deviation, { budget }, new Random(3));
    expect(await asked(sticky(3, 8, 0.7), 1e10)).toBeUndefined();
    expect(await asked(uniform(3, 8), 1e3)).toBeUndefined();
  });
});
