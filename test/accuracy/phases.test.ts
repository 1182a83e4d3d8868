import { upperEnd } from '../../src/result/upperEnd';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnalysisResult, Estimate } from '../../src/result/result';
import { writeNpz } from '../../src/data/npy/npz';
import { documentOf, withQuarterBudget } from './documentOf';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rnn-infoflow-phases-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const analyse = (path: string): Promise<AnalysisResult> => documentOf(['analyze', path]);
const about = (result: AnalysisResult, layer: string, estimator?: string): Estimate[] =>
  result.estimates
    .filter(
      (estimate) =>
        estimate.quantity === 'inputInformation' &&
        estimate.target === layer &&
        (estimator === undefined ? !estimate.beside : estimate.estimator === estimator),
    )
    .toSorted((a, b) => a.epoch - b.epoch || (a.time ?? 0) - (b.time ?? 0));

describe('one tanh unit, H = tanh(gX) + N(0, .01)', () => {
  // By quadrature (SCIENCE): saturation loses information at fixed noise.
  it.each([
    [1, 2.424348],
    [5, 1.8021431],
  ])('at gain %d: %d bits, between the kernel bounds; in bins H(T) of the bins', async (gain, truth) => {
    await writeNpz(
      join(folder, `gain${gain}.npz`),
      new Map([
        ['unit/kernel', { shape: [1, 1], data: Float64Array.of(gain) }],
        ['unit/bias', { shape: [1], data: Float64Array.of(0) }],
      ]),
    );
    const path = join(folder, `gain${gain}.rnn.json`);
    await writeFile(
      path,
      JSON.stringify({
        data: { task: 'gaussianNoise', features: 1, length: 1, samples: 8, heldOut: 5000 },
        model: { layers: [{ type: 'dense', name: 'unit', units: 1, activation: 'tanh' }], weights: `gain${gain}.npz` },
        training: { epochs: 0 },
        analysis: {
          samples: 5000,
          bins: 8,
          quantities: ['inputInformation'],
          alsoWith: ['binning', 'kdeLower', 'kdeUpper', 'ksg1'],
        },
      }),
    );
    const result = await analyse(path);
    const [main] = about(result, 'unit');
    // The local terms spread by about one nat, so that 5000 samples leave .02 bits.
    expect(Math.abs(main.value - truth)).toBeLessThan(0.06);
    expect(main.of).toEqual({ kind: 'declaredNoise', variance: 0.01 });
    const [lower, upper, neighbours, bins] = ['kdeLower', 'kdeUpper', 'ksg1', 'binning'].map(
      (name) => about(result, 'unit', name)[0],
    );
    expect(lower.value).toBeLessThan(truth + 0.05);
    expect(upper.value).toBeGreaterThan(truth - 0.05);
    expect(Math.abs(neighbours.value - truth)).toBeLessThan(0.1);
    expect(Math.abs(bins.value - binEntropy(gain, 8))).toBeLessThan(0.05);
    expect(bins.of).toEqual({ kind: 'bins', count: 8, equalWidth: true });
  });
});

/**
 * H of tanh(gX) in cells of one width over the range that 5000 normal draws reach (about 3.7 deviations), bits, from
 * the normal distribution.
 */
function binEntropy(gain: number, bins: number): number {
  const reach = Math.tanh(gain * 3.7);
  let entropy = 0;
  for (let i = 0; i < bins; i++) {
    const edge = (at: number): number =>
      at === 0 ? -Infinity : at === bins ? Infinity : Math.atanh(-reach + (2 * reach * at) / bins) / gain;
    const p = normalBelow(edge(i + 1)) - normalBelow(edge(i));
    if (p > 0) entropy -= p * Math.log2(p);
  }
  return entropy;
}

/** The normal distribution function by Simpson's rule. */
function normalBelow(x: number): number {
  if (!Number.isFinite(x)) return x > 0 ? 1 : 0;
  const steps = 400;
  let sum = 0;
  for (let i = 0; i <= steps; i++)
    sum += (i === 0 || i === steps ? 1 : i % 2 ? 4 : 2) * Math.exp(-(((x * i) / steps) ** 2) / 2);
  return 0.5 + (sum * x) / steps / 3 / Math.sqrt(2 * Math.PI);
}

describe('examples/information-plane-phases', () => {
  it(
    'bins see more compression than the declared noise does, both beyond their intervals, and a sentence ' + 'says so',
    async () => {
      const result = await withQuarterBudget('information-plane-phases');
      expect(result.training.at(-1)?.validationAccuracy).toBeGreaterThan(0.95);
      const steps = about(result, 'sum').filter(({ time }) => time === 5);
      const letGo = (path: readonly Estimate[]): { low: number; high: number } => {
        const peak = path.reduce((most, estimate) => (estimate.value > most.value ? estimate : most));
        const last = path.at(-1)!;
        return { low: peak.low - upperEnd(last), high: upperEnd(peak) - last.low };
      };
      const [noise, bins] = [letGo(steps), letGo(about(result, 'sum', 'binning'))];
      expect(noise.low).toBeGreaterThan(0.5);
      expect(bins.low).toBeGreaterThan(noise.high);
      // The kernel bounds stand on either side of the known density at every snapshot.
      for (const { epoch, value, low, high } of steps) {
        const [lower, upper] = ['kdeLower', 'kdeUpper'].map((name) =>
          about(result, 'sum', name).find((estimate) => estimate.epoch === epoch)!,
        );
        expect(lower.low, `epoch ${epoch}`).toBeLessThan(high ?? Infinity);
        expect(upper.high, `epoch ${epoch}`).toBeGreaterThan(low);
        expect(lower.value).toBeLessThan(upper.value);
        expect(value).toBeGreaterThan(0);
      }
      expect(
        result.findings.some(
          ({ message, layer }) =>
            layer === 'sum' && message.includes('Both show compression, but they disagree on the amount'),
        ),
      ).toBe(true);
    },
  );
});

describe('examples/generalisation', () => {
  const gap = (result: AnalysisResult, layer: string): { value: number; low: number } => {
    const last = (set: Estimate['set']): Estimate =>
      result.estimates
        .filter(
          (estimate) =>
            estimate.quantity === 'outputInformation' &&
            estimate.source === layer &&
            estimate.set === set &&
            estimate.epoch === 150 &&
            estimate.time === 8,
        )
        .at(-1)!;
    const [trained, heldOut] = [last('training'), last(undefined)];
    expect(trained.samples).toBe(heldOut.samples);
    return { value: trained.value - heldOut.value, low: trained.low - upperEnd(heldOut) };
  };

  it('opens a gap where the sequences are few, and a bottleneck closes it', async () => {
    const [free, narrow] = [
      await withQuarterBudget('generalisation', 'by-heart'),
      await withQuarterBudget('generalisation', 'with-bottleneck'),
    ];
    // The past tells .643 of 2 bits: whatever is known beyond it of the training targets was learned by heart.
    const byHeart = gap(free, 'out');
    expect(byHeart.low).toBeGreaterThan(0.6);
    expect(gap(narrow, 'out').value).toBeLessThan(byHeart.value / 2);
    const lossGap = (result: AnalysisResult): number =>
      result.training.at(-1)!.validationLoss - result.training.at(-1)!.loss;
    expect(lossGap(free)).toBeGreaterThan(0.5);
    expect(lossGap(narrow)).toBeLessThan(lossGap(free) / 3);
    expect(
      free.findings.some(
        ({ message, layer }) =>
          layer === 'out' && message.includes('more about training targets than about held-out ones'),
      ),
    ).toBe(true);
  });
});
