import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { linearGaussianInformation } from '../../../src/information/exact/gaussian/linearGaussian';
import { stateBounds } from '../../../src/information/estimators/known/annealing/twoSided';
import { drawnStates } from '../../../src/information/estimators/known/latent/drawnStates';
import { latentInformation } from '../../../src/information/estimators/known/latent/latentInformation';
import { each, logLikelihoods } from '../../../src/information/estimators/known/latent/latentNetwork';
import { plannedSampler } from '../../../src/information/estimators/known/latent/sampler';
import { Breather } from '../../../src/information/numerics/breather';
import { meanAndVariance } from '../../../src/information/types/measurement';
import { type DrivenCell, latentCell, randomCell } from './networks';

const bits = Math.LN2;
const deviation = 0.1;
const length = 20;
const close = 0.05 * bits;

const closedForm = (cell: DrivenCell, placement: 'readout' | 'recurrent'): number =>
  linearGaussianInformation({
    kernel: cell.kernel,
    recurrentKernel: cell.recurrent,
    noiseVariance: deviation ** 2,
    placement,
    length: cell.length,
  }).inputInformation[cell.length - 1];

function holds(exact: number, { low, high }: { low: number; high: number }): void {
  expect(exact).toBeGreaterThan(low);
  expect(exact).toBeLessThan(high);
}

describe('I(X;H) of Gaussian inputs', () => {
  it.each([1, 2, 3])('of a linear network has its closed form inside, by Laplace (%i)', async (seed) => {
    const cell = randomCell(8, length, 0.95, 'linear', seed);
    const settings = { budget: 1e9, close, mostStates: 200 };
    const found = await latentInformation(latentCell(cell, deviation), settings, new Random(seed));
    if (!found) throw new Error('The budget pays for 200 states.');
    expect(found.by).toBe('laplace');
    expect(found.gap).toBeLessThan(0.05 * bits);
    expect(found.high - found.low).toBeLessThan(0.12 * bits);
    holds(closedForm(cell, 'readout'), found);
  });

  it.each([1, 2, 3])('with noise inside the recurrence has its closed form inside (%i)', async (seed) => {
    const cell = randomCell(8, length, 0.95, 'linear', seed);
    const settings = { budget: 1e9, close, mostStates: 100, inputs: length };
    const found = await latentInformation(latentCell(cell, deviation, deviation), settings, new Random(seed));
    if (!found) throw new Error('The budget pays for 100 states.');
    expect(found.gap).toBeLessThan(0.1 * bits);
    expect(found.high - found.low).toBeLessThan(0.25 * bits);
    holds(closedForm(cell, 'recurrent'), found);
  });

  it('of a tanh network meets a mixture of plain draws where that is enough', async () => {
    const cell = randomCell(2, 3, 1, 'tanh', 5);
    const network = latentCell(cell, deviation);
    const found = await latentInformation(network, { budget: 3e8, close: 0.02, mostStates: 400 }, new Random(8));
    if (!found) throw new Error('The budget pays for 400 states.');
    const random = new Random(9);
    const states = await drawnStates(network, 1000, random);
    const draws = 2 ** 15;
    const points = Float64Array.from({ length: draws * network.latents }, () => random.normal());
    const means = await network.means(points, each(draws));
    const own = logLikelihoods(network, states.values, await network.means(states.points, each(1000)), each(1000));
    const ratios = own.map((value, i) => {
      let sum = 0;
      for (let k = 0; k < draws; k++) {
        let distance = 0;
        for (let d = 0; d < 2; d++) distance += (states.values[i * 2 + d] - means[k * 2 + d]) ** 2;
        sum += Math.exp(-distance / (2 * deviation ** 2));
      }
      return value - Math.log(sum / draws);
    });
    const { mean, variance } = meanAndVariance(ratios);
    const slack = 3 * Math.sqrt(variance / 1000);
    expect(mean).toBeGreaterThan(found.low - slack);
    expect(mean).toBeLessThan(found.high + slack);
    expect(found.high - found.low).toBeLessThan(0.5);
  });

  it('of a tanh network has sides that meet within a few tenths of a bit by Hamiltonian annealing', async () => {
    const network = latentCell(randomCell(8, length, 0.95, 'tanh', 1), deviation);
    const plan = await plannedSampler(network, new Random(5), new Breather());
    const gaps: number[] = [];
    for (const rungs of [60, 200]) {
      const states = await drawnStates(network, 24, new Random(9));
      const weights = await plan.sampler(rungs, 6).weigh(states, new Random(11), new Breather());
      const { lower, upper } = stateBounds(weights.own, weights.forward, weights.reverse);
      const { mean, variance } = meanAndVariance(upper.map((value, i) => value - lower[i]));
      expect(mean).toBeGreaterThan(-3 * Math.sqrt(variance / 24));
      gaps.push(mean);
    }
    // A longer ladder brings the sides together.
    expect(gaps[1]).toBeLessThan(gaps[0]);
    expect(gaps[1]).toBeLessThan(0.4 * bits);
  });

  it('of a linear network lies between the sides of Hamiltonian annealing', async () => {
    const cell = randomCell(4, 8, 0.9, 'linear', 4);
    const network = latentCell(cell, deviation);
    const plan = await plannedSampler(network, new Random(5), new Breather());
    const states = await drawnStates(network, 64, new Random(9));
    const weights = await plan.sampler(200, 6).weigh(states, new Random(11), new Breather());
    const { lower, upper } = stateBounds(weights.own, weights.forward, weights.reverse);
    const [below, above] = [meanAndVariance(lower), meanAndVariance(upper)];
    const exact = closedForm(cell, 'readout');
    expect(below.mean - 3 * Math.sqrt(below.variance / 64)).toBeLessThan(exact);
    expect(above.mean + 3 * Math.sqrt(above.variance / 64)).toBeGreaterThan(exact);
    expect(above.mean - below.mean).toBeLessThan(0.6);
  });
});
