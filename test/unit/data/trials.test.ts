import { describe, expect, it } from 'vitest';
import { trialPeriods, trialSteps } from '../../../src/config/schema/trialPeriods';
import { dataSchema } from '../../../src/config/schema/data';
import type { TrialsConfig } from '../../../src/config/schema/trialsData';
import type { Dataset } from '../../../src/data/dataset';
import { loadDataset } from '../../../src/data/loadDataset';
import { drawTrials } from '../../../src/data/tasks/trials/trials';
import { Random } from '../../../src/base/random';
import { binaryEntropy } from '../../../src/information/exact/discrete/entropyFunctions';
import { signAccuracy, signInformation } from '../../../src/information/exact/processes/binaryEvidence';

function configOf(data: object): TrialsConfig {
  const config = dataSchema.parse({ task: 'trials', ...data });
  if (config.task !== 'trials') throw new Error('These are no trials.');
  return config;
}

const load = (data: object): Promise<Dataset> =>
  loadDataset(configOf({ samples: 8, ...data }), { seed: 1, configFolder: '/' });

/** Bits of an ideal observer about the answer after each step. */
const observed = ({ exact }: Pick<Dataset, 'exact'>): number[] =>
  exact
    .filter(({ quantity, source }) => quantity === 'outputInformation' && source === 'X')
    .map(({ nats }) => nats / Math.LN2);

const standardNormal = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/** The integral of f by Simpson's rule. */
function integral(f: (z: number) => number, low: number, high: number, parts = 20_000): number {
  const width = (high - low) / parts;
  let sum = f(low) + f(high);
  for (let i = 1; i < parts; i++) sum += (i % 2 === 1 ? 4 : 2) * f(low + i * width);
  return (sum * width) / 3;
}

/** h(Z) - h(Z|Y) in nats: both densities of Z, written out, in place of the posterior of the sign. */
function byDensities(means: readonly number[]): number {
  const given = (z: number): number => means.reduce((sum, mean) => sum + standardNormal(z - mean), 0) / means.length;
  const term = (p: number): number => (p > 0 ? -p * Math.log(p) : 0);
  const reach = Math.max(...means) + 10;
  return (
    integral((z) => term((given(z) + given(-z)) / 2), -reach, reach) - integral((z) => term(given(z)), -reach, reach)
  );
}

describe('a sign behind Gaussian noise', () => {
  // The capacity of the binary-input Gaussian channel at ratios of .1, .5 and 2.
  it.each([
    [10, 0.0687],
    [50, 0.2905],
    [200, 0.7215],
  ])('%d steps of ratio .01 say %d bits', (steps, bits) => {
    expect(signInformation([Math.sqrt(0.01 * steps)]) / Math.LN2).toBeCloseTo(bits, 4);
  });

  it.each([[[0.1]], [[1]], [[3]], [[8]], [[0, 1]], [[0.2, 0.7, 2.5]], [[0]]])(
    'means %j: as the entropies of the densities say, to 1e-9',
    (means) => {
      expect(signInformation(means)).toBeCloseTo(byDensities(means), 9);
    },
  );

  it('the best accuracy is that of the sign', () => {
    expect(signAccuracy([0])).toBeCloseTo(0.5, 12);
    expect(signAccuracy([0, 1])).toBeCloseTo((0.5 + integral(standardNormal, -12, 1)) / 2, 9);
  });
});

describe('evidence', () => {
  const half = { dt: 20, snr: 0.5, periods: { fixation: 100, stimulus: 1000, delay: 200, response: 100 } };

  it('50 steps of ratio .01 say .2905 bits, which stay through the delay', async () => {
    const bits = observed(await load({ trial: 'evidence', ...half }));
    expect(bits).toHaveLength(70);
    expect(bits.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(bits[14]).toBeCloseTo(0.0687, 4);
    for (const later of bits.slice(54)) expect(later).toBeCloseTo(byDensities([Math.sqrt(0.5)]) / Math.LN2, 6);
    expect(bits[54]).toBeCloseTo(0.2905, 4);
  });

  it('finer steps change nothing', async () => {
    const [coarse, fine] = [
      await load({ trial: 'evidence', ...half, dt: 50 }),
      await load({ trial: 'evidence', ...half, dt: 10 }),
    ];
    expect(observed(fine).at(-1)).toBeCloseTo(observed(coarse).at(-1) ?? NaN, 12);
    expect(fine.trial?.bestAccuracy.at(-1)).toBeCloseTo(coarse.trial?.bestAccuracy.at(-1) ?? NaN, 12);
  });

  it('two senses: the mean of one, of the other, and of both, whose ratios add up', async () => {
    const bits = observed(await load({ trial: 'multisensory', ...half }));
    const of = (ratio: number): number => byDensities([Math.sqrt(ratio)]) / Math.LN2;
    expect(bits.at(-1)).toBeCloseTo((2 * of(0.5) + of(1)) / 3, 6);
  });

  it('the context says which stream counts, and the other one nothing', async () => {
    const [context, alone] = [await load({ trial: 'context', ...half }), await load({ trial: 'evidence', ...half })];
    expect(observed(context)).toEqual(observed(alone));
  });

  it.each(['evidence', 'context', 'multisensory'] as const)(
    '%s: posteriors of drawn trials give its information and its best accuracy',
    async (trial) => {
      const config = configOf({
        trial,
        dt: 100,
        snr: 3,
        coherences: [0.3, 1],
        periods: { fixation: 100, stimulus: 500, delay: 100, response: 100 },
      });
      const samples = 40_000;
      const { inputs, targets } = await drawTrials(config, undefined)(new Random(7), samples);
      const { trial: facts, exact } = await load({
        trial,
        dt: 100,
        snr: 3,
        coherences: [0.3, 1],
        periods: config.periods,
      });
      const known = observed({ exact });
      const mean = Math.sqrt(0.3);
      for (const time of [2, 4, 8]) {
        let [lost, right] = [0, 0];
        for (let i = 0; i < samples; i++) {
          const at = (t: number, feature: number): number =>
            inputs.values[(i * inputs.length + t) * inputs.features + feature];
          // Likelihoods of both signs by all values of the streams that count, step by step.
          const streams = trial === 'context' ? [at(0, 3) === 1 ? 1 : 2] : trial === 'evidence' ? [1] : [1, 2];
          const shown = streams.filter((stream) => at(1, stream) !== 0);
          const likelihood = (sign: number): number =>
            config.coherences.reduce((sum, coherence) => {
              let log = 0;
              for (let t = 1; t < Math.min(time, 6); t++)
                for (const stream of shown) log -= (at(t, stream) - sign * coherence * mean) ** 2 / 2;
              return sum + Math.exp(log);
            }, 0);
          const up = likelihood(1) / (likelihood(1) + likelihood(-1));
          lost += binaryEntropy(up);
          if ((up > 0.5 ? 1 : 0) === targets?.symbols?.[i]) right++;
        }
        // Five standard errors; an entropy of a posterior varies by at most ln 2.
        const slack = 5 / Math.sqrt(samples);
        expect(Math.abs(1 - lost / samples / Math.LN2 - known[time - 1])).toBeLessThan(slack * 0.5);
        expect(Math.abs(right / samples - (facts?.bestAccuracy[time - 1] ?? NaN))).toBeLessThan(slack * 0.5);
      }
    },
  );
});

function expectNear(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  wanted.forEach((value, i) => {
    expect(found[i], `step ${i + 1}`).toBeCloseTo(value, 9);
  });
}

describe('stimuli', () => {
  const periods = { fixation: 100, stimulus: 200, delay: 200, test: 200, response: 100 };

  it('delayed match: the sample is held through the delay, the match is known from the test on', async () => {
    const dataset = await load({ trial: 'delayedMatch', stimuli: 2, dt: 100, periods });
    expectNear(observed(dataset), [0, 0, 0, 0, 0, 1, 1, 1]);
    const held = dataset.exact.filter(({ quantity }) => quantity === 'inputInformation');
    expectNear(
      held.map(({ nats }) => nats / Math.LN2),
      [0, 1, 1, 1, 1, 1, 1, 1],
    );
    expectNear(dataset.trial?.bestAccuracy ?? [], [0.5, 0.5, 0.5, 0.5, 0.5, 1, 1, 1]);
  });

  it('delayed match is pure synergy: no single step says anything about it', async () => {
    const { exact } = await load({ trial: 'delayedMatch', stimuli: 4, dt: 100, periods });
    const single = exact.filter(({ quantity, target }) => quantity === 'memory' && target === 'Y');
    expect(single).toHaveLength(8);
    for (const { nats } of single) expect(nats).toBeCloseTo(0, 9);
  });

  it('delayed comparison of three: the first one alone tells 2/3 of a bit, and is right in 5 of 6', async () => {
    const dataset = await load({ trial: 'delayedComparison', stimuli: 3, dt: 100, periods });
    // After the lowest and the highest the answer is known; after the middle one it is open.
    expect(observed(dataset)[1]).toBeCloseTo(2 / 3, 9);
    expect(dataset.trial?.bestAccuracy[1]).toBeCloseTo(5 / 6, 9);
    expect(observed(dataset).at(-1)).toBeCloseTo(1, 9);
  });

  it('intervals: a second one that outlasts the first, or ends before, decides', async () => {
    const dataset = await load({ trial: 'intervals', dt: 100, periods: { ...periods, stimulus: 200, test: 200 } });
    // Intervals (1, 2) and (2, 1): the second step of the first interval tells.
    expectNear(observed(dataset), [0, 0, 1, 1, 1, 1, 1, 1]);
  });
});

describe('periods', () => {
  it('are whole steps in their order, without those of no time', async () => {
    const config = configOf({ trial: 'evidence', dt: 50, periods: { fixation: 0, stimulus: 500, delay: 100 } });
    expect(trialPeriods(config)).toEqual([
      { name: 'stimulus', first: 1, last: 10 },
      { name: 'delay', first: 11, last: 12 },
      { name: 'response', first: 13, last: 14 },
    ]);
    expect(trialSteps(config)).toBe(14);
    const { trial, heldOut } = await load({ trial: 'evidence', dt: 50, periods: config.periods });
    expect(trial?.dt).toBe(50);
    expect(trial?.periods).toEqual(trialPeriods(config));
    expect(heldOut.inputs.length).toBe(14);
    expect(heldOut.targets?.at).toBe('end');
  });

  it('evidence has noise through the stimulus alone, and the fixation ends with the response', async () => {
    const { heldOut } = await load({ trial: 'evidence', dt: 100, periods: { stimulus: 300 }, samples: 50 });
    const { values, length, features } = heldOut.inputs;
    expect([length, features]).toEqual([9, 2]);
    for (let i = 0; i < 50; i++)
      for (let t = 0; t < length; t++) {
        const [fixation, evidence] = values.subarray((i * length + t) * 2, (i * length + t + 1) * 2);
        expect(fixation).toBe(t < 8 ? 1 : 0);
        if (t < 1 || t > 3) expect(evidence).toBe(0);
        else expect(evidence).not.toBe(0);
      }
  });
});
