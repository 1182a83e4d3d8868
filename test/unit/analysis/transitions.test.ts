import { describe, expect, it } from 'vitest';
import { curveOverBeta, criticalBetas } from '../../../src/analysis/sweep/transitions';
import { bottleneckLimit } from '../../../src/analysis/sweep/limit';
import { readConfig } from '../../../src/config/readConfig';
import { loadDataset } from '../../../src/data/loadDataset';
import { convexBottleneck } from '../../../src/information/exact/discrete/convexBottleneck';

const read = (data: string, lagrangian = 'linear') =>
  readConfig(
    `{ "data": ${data}, "model": { "layers": [{ "type": "bottleneck", "name": "z", "units": 1, ` +
      `"lagrangian": "${lagrangian}" }, { "type": "dense", "units": ` +
      `${data.includes('gaussian') ? 1 : data.includes('"symbols": 4') ? 4 : 2} }] } }`,
  ).config!;
const gaussian = '{ "task": "gaussianProcess", "coefficients": [0.9], "noise": 0.19, "length": 1, "samples": 8 }';
const binary = '{ "task": "markov", "symbols": 2, "flip": 0.1, "length": 2, "samples": 8 }';
const copy = '{ "task": "delayedCopy", "symbols": 2, "length": 2, "delay": 0, "samples": 8 }';

async function curve(data: string, lagrangian: string, betas: number[]) {
  const config = read(data, lagrangian);
  const dataset = await loadDataset(config.data, { seed: 1, configFolder: '.' });
  const critical = criticalBetas(config, dataset);
  return { critical, points: curveOverBeta(config, await bottleneckLimit(config, dataset, betas), critical, betas) };
}
/** By linear interpolation in log beta. */
function at(points: readonly { beta: number; rate: number }[], beta: number): number {
  const next = points.findIndex((point) => point.beta >= beta);
  const [a, b] = [points[next - 1], points[next]];
  return a.rate + ((b.rate - a.rate) * Math.log(beta / a.beta)) / Math.log(b.beta / a.beta);
}

describe('the betas at which a code wakes', () => {
  it.each([
    [gaussian, 1 / 0.81],
    [binary, 1 / 0.64],
    [binary.replace('0.1', '0.2'), 1 / 0.36],
    [copy, 1],
  ])('%s: %d', async (data, beta) => {
    const { critical } = await curve(data, 'linear', [2, 20]);
    expect(critical).toHaveLength(1);
    expect(critical[0].beta).toBeCloseTo(beta, 6);
  });

  it('of four symbols come in two: a far code pays before the eigenvalue says that small ones do', async () => {
    const four = binary.replace('"symbols": 2', '"symbols": 4').replace('0.1', '0.3');
    const { critical, points } = await curve(four, 'linear', [2, 20]);
    expect(critical[1].beta).toBeCloseTo(1 / 0.36, 9);
    expect(critical[0].beta).toBeLessThan(critical[1].beta);
    // The ratio D(qW||pW)/D(q||p) of one symbol alone bounds the constant from below: 2 - h(.3) - .3 log 3 bits of 2.
    expect(critical[0].beta).toBeLessThanOrEqual(2 / (2 + 0.7 * Math.log2(0.7) + 0.3 * Math.log2(0.1)) + 1e-9);
    for (const { beta, rate } of points) if (beta < critical[0].beta - 1e-6) expect(rate).toBeLessThan(1e-6);
    expect(points.some(({ beta, rate }) => beta < critical[1].beta && rate > 0.1)).toBe(true);
  });

  it('are none where the first bit is free, or the curve is not known', async () => {
    expect((await curve(gaussian, 'squared', [2, 20])).critical).toEqual([]);
    expect(
      (await curve('{ "task": "markov", "hidden": true, "length": 3, "samples": 8 }', 'linear', [2, 20])).critical,
    ).toEqual([]);
  });
});

describe('the exact curve over beta', () => {
  it('of a Gaussian pair is that of Chechik et al. 2005, and nothing up to beta_c', async () => {
    const { points } = await curve(gaussian, 'linear', [0.5, 20]);
    // Sixty points of a smooth curve: the chord is off by 1e-3.
    expect(at(points, 5) / Math.LN2).toBeCloseTo(2.0459612, 2);
    for (const { beta, rate } of points) if (beta <= 1 / 0.81) expect(rate).toBe(0);
    expect(points.map(({ beta }) => beta)).toEqual(points.map(({ beta }) => beta).toSorted((a, b) => a - b));
  });

  it.each(['squared', 'exponential'] as const)('of the %s Lagrangian is its own minimum', async (form) => {
    const { points } = await curve(binary, form, [1, 6]);
    const joint = [
      [0.45, 0.05],
      [0.05, 0.45],
    ];
    for (const beta of form === 'squared' ? [0.8, 1.2] : [1.8, 2.2]) {
      const [exact] = await convexBottleneck(joint, [beta], form);
      if (beta < points[0].beta) continue;
      expect(Math.abs(at(points, beta) - exact.rate), `beta ${beta}`).toBeLessThan(0.02);
    }
  });

  it('of a function of the input is a step, and half of beta with the square', async () => {
    expect(
      (await curve(copy, 'linear', [0.5, 4])).points.map(({ beta, rate }) => [
        Number(beta.toFixed(3)),
        Number((rate / Math.LN2).toFixed(9)),
      ]),
    ).toEqual([
      [0.333, 0],
      [1, 0],
      [1, 1],
      [6, 1],
    ]);
    for (const { beta, rate } of (await curve(copy, 'squared', [0.3, 3])).points)
      expect(rate).toBeCloseTo(Math.min(beta / 2, Math.LN2), 12);
  });
});
