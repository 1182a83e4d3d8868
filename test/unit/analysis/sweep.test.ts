import { describe, expect, it } from 'vitest';
import { parseSweep, sweepBetas, sweepChains } from '../../../src/analysis/sweep/betas';
import { codeRate } from '../../../src/analysis/sweep/codeRate';
import { Random } from '../../../src/base/random';
import { readOutcome, readReport, chainJobId, type ChainJob } from '../../../src/engine/sweep/sweepJob';
import type { LayerActivations } from '../../../src/models/activations';

const signal = new AbortController().signal;

/** A scalar code z ~ N(mean, variance), one mean a sample. */
function code(means: Float32Array, variance: number, seed: number): LayerActivations {
  const random = new Random(seed);
  const deviation = Math.sqrt(variance);
  return {
    layer: 'z',
    type: 'bottleneck',
    samples: means.length,
    length: 1,
    units: 1,
    recurrent: false,
    stochastic: true,
    values: means.map((mean) => mean + deviation * random.normal()),
    conditional: { means, variances: new Float32Array(means.length).fill(variance) },
  };
}

describe('the rate of a code', () => {
  it('of two clusters is that of their mixture, which a normal prior cannot follow', async () => {
    const random = new Random(3);
    const means = Float32Array.from({ length: 4000 }, () => (random.uniform() < 0.5 ? -1.5 : 1.5));
    const rate = await codeRate(code(means, 1, 4), 4000, signal);
    expect(rate.rateEstimator).toBe('leaveOneOut');
    // A fair sign through Gaussian noise at m = 1.5: .7600 bits by quadrature. A sample's standard deviation is .5
    // nats, so that 4000 give .008.
    expect(Math.abs(rate.rate / Math.LN2 - 0.76)).toBeLessThan(0.04);
    expect(rate.rateLower ?? NaN).toBeLessThanOrEqual(rate.rate);
    expect((rate.rateLower ?? NaN) / Math.LN2).toBeGreaterThan(0.7);
    expect(rate.rateLow).toBeLessThan(rate.rate);
    expect(rate.rateHigh).toBeGreaterThan(rate.rate);
  });

  it('of a code that is normal is the divergence from the prior, exactly', async () => {
    const random = new Random(5);
    const variance = 0.25;
    const means = Float32Array.from({ length: 4000 }, () => Math.sqrt(1 - variance) * random.normal());
    const rate = await codeRate(code(means, variance, 6), 4000, signal);
    expect(rate.rateEstimator).toBe('prior');
    // ln(1/.25)/2 = ln 2; the mean square of 4000 normals is off by .75 sqrt(2/4000)/2 = .008 nats.
    expect(Math.abs(rate.rate - Math.LN2)).toBeLessThan(0.03);
  });
});

describe('the grid of a sweep', () => {
  it('is cut the same way however many processes there are, each chain from its largest beta down', () => {
    const betas = sweepBetas(parseSweep('1:100:9'));
    expect(betas[0]).toBe(1);
    expect(betas[4]).toBeCloseTo(10, 12);
    expect(betas[8]).toBe(100);
    const chains = sweepChains(betas);
    expect(chains.flat().toSorted((a, b) => a - b)).toEqual(betas);
    for (const chain of chains) expect(chain.toSorted((a, b) => b - a)).toEqual(chain);
  });
});

describe('a job of a sweep', () => {
  const job: ChainJob = {
    configName: 'a.rnn.json',
    configText: '{}',
    files: [],
    build: '',
    version: '',
    work: { betas: [2, 1] },
    conditions: { backend: 'wasm', datasetKey: 'd' },
  };
  const point = {
    beta: 2,
    rate: 1,
    rateLow: 0.9,
    rateHigh: Infinity,
    rateEstimator: 'prior',
    rateLower: 0.8,
    relevance: 0.5,
    relevanceLow: 0.4,
    relevanceHigh: Infinity,
  };

  it('is named by all that its numbers depend on, and by nothing else', () => {
    const name = chainJobId(job);
    expect(chainJobId({ ...job, configName: 'b.rnn.json', cancelled: true })).toBe(name);
    const others = [
      { ...job, configText: '{ }' },
      { ...job, work: { betas: [1, 2] } },
      { ...job, conditions: { ...job.conditions, backend: 'cpu' as const } },
      { ...job, conditions: { ...job.conditions, datasetKey: 'e' } },
    ];
    expect(new Set([name, chainJobId(job, 'run'), ...others.map((other) => chainJobId(other))]).size).toBe(6);
  });

  it('brings its points back whole, open intervals among them', () => {
    const points = [{ point, reused: false }];
    expect(readOutcome(JSON.parse(JSON.stringify({ points })))).toEqual({ points });
    expect(readReport(0)).toEqual({ points: [] });
    expect(() => readOutcome({ points: [{ beta: 'two' }] })).toThrow();
  });
});
