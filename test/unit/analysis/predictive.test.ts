import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { futureSteps, futureVariable } from '../../../src/analysis/plan/future';
import { predictiveTruth } from '../../../src/analysis/truth/predictive';
import { readConfig } from '../../../src/config/readConfig';
import { loadDataset } from '../../../src/data/loadDataset';
import { continuousSequences, discreteSequences } from '../../../src/data/sequences';
import { autocorrelations, stationaryProcess } from '../../../src/information/exact/processes/autoregressive';
import { informationBetween } from '../../../src/information/exact/gaussian/linearGaussian';

const truth = async (data: object) => {
  const config = readConfig(
    JSON.stringify({
      data: { samples: 400, ...data },
      model: { layers: [{ type: 'gru', units: 2 }] },
      training: { epochs: 0 },
      analysis: { samples: 400 },
    }),
  ).config!;
  return predictiveTruth(config, await loadDataset(config.data, { seed: 1, configFolder: '.' }));
};

describe('information of the past about a block of the future', () => {
  it('is .531 bits in a chain with a flip of .1, however long past and future are', async () => {
    const lines = await truth({ task: 'markov', symbols: 2, flip: 0.1, length: 8 });
    expect(lines).toHaveLength(6);
    for (const { nats } of lines) expect(nats / Math.LN2).toBeCloseTo(0.531004406, 8);
  });

  it("grows with the past of a hidden chain, and lies between the next step's and the hidden state's", async () => {
    const lines = await truth({ task: 'markov', symbols: 2, flip: 0.1, noise: 0.1, hidden: true, length: 10 });
    for (let i = 1; i < lines.length; i++) expect(lines[i].nats).toBeGreaterThanOrEqual(lines[i - 1].nats - 1e-12);
    // One observation of each side of one flip: three channels of .1 in a row, 1 - h(.244) bits.
    const flip = (a: number, b: number): number => a * (1 - b) + b * (1 - a);
    const p = flip(flip(0.1, 0.1), 0.1);
    const [single] = await truth({ task: 'markov', symbols: 2, flip: 0.1, noise: 0.1, hidden: true, length: 2 });
    expect(single.nats / Math.LN2).toBeCloseTo(1 + p * Math.log2(p) + (1 - p) * Math.log2(1 - p), 8);
  });

  it('is nothing where steps are independent', async () => {
    for (const data of [
      { task: 'parity', length: 6 },
      { task: 'delayedCopy', length: 6, delay: 1 },
      { task: 'gaussianNoise', length: 6 },
    ]) {
      for (const { nats } of await truth(data)) expect(nats).toBeLessThan(1e-12);
    }
  });

  it('of a Gaussian process is that of its covariances', async () => {
    const process = { coefficients: [0.6, 0.3], noise: 1 };
    const stationary = stationaryProcess(process)!;
    const rho = autocorrelations(process, stationary, 40);
    const covariance = (rows: number, columns: number, apart: number) =>
      new Matrix(
        Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => rho[Math.abs(i - j - apart)])),
      );
    const lines = await truth({ task: 'gaussianProcess', ...process, length: 12 });
    expect(lines).toHaveLength(4);
    for (const { time, nats } of lines) {
      const past = time!;
      expect(nats).toBeCloseTo(
        informationBetween(covariance(past, past, 0), covariance(8, 8, 0), covariance(past, 8, past)),
        10,
      );
    }
  });
});

describe('the block of the future', () => {
  it('is as long as samples carry', () => {
    const symbols = (alphabet: number, length: number) =>
      discreteSequences(new Int32Array(length), 1, length, alphabet);
    expect(futureSteps(symbols(2, 20), 1000)).toBe(3);
    expect(futureSteps(symbols(2, 20), 1600)).toBe(4);
    expect(futureSteps(symbols(4, 20), 1600)).toBe(2);
    expect(futureSteps(symbols(100, 20), 1600)).toBe(1);
    expect(futureSteps(symbols(2, 3), 100_000)).toBe(2);
    expect(futureSteps(symbols(2, 1), 100_000)).toBe(0);
    expect(futureSteps(continuousSequences(new Float32Array(60), 1, 20, 3), 1000)).toBe(2);
  });

  it('of symbols is one number a block, of numbers all of them', () => {
    const rows = Int32Array.of(0, 1);
    const blocks = futureVariable(discreteSequences(Int32Array.of(0, 1, 2, 0, 2, 2, 1, 0), 2, 4, 3), 1, 2, rows);
    expect(blocks).toMatchObject({ kind: 'discrete', dimensions: 1, values: Float64Array.of(5, 7) });
    const numbers = futureVariable(continuousSequences(Float32Array.of(1, 2, 3, 4, 5, 6), 2, 3, 1), 1, 2, rows);
    expect(numbers).toMatchObject({ kind: 'continuous', dimensions: 2, values: Float64Array.of(2, 3, 5, 6) });
  });
});
