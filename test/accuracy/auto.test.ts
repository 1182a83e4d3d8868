import { describe, expect, it } from 'vitest';
import { tasks, type AccuracyTask } from '../../bench/accuracy/tasks/tasks';
import { mutualInformation } from '../../src/information/mutualInformation';

function task(name: string): AccuracyTask {
  const found = tasks.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(name);
  return found;
}

const options = { estimator: 'auto', seed: 1 } as const;

describe('auto on distributions of known information, N = 2000', () => {
  // Tolerances: standard errors are .02 to .03 nats here; three of them where the chosen estimator is right about the
  // dependence.
  it.each([
    ['1v1-normal-0.75', 'gaussianCopula', 0.07],
    ['half_cube-1v1-normal-0.75', 'gaussianCopula', 0.07],
    ['1v1-additive-0.75', 'ksg1', 0.07],
    ['swissroll_x-normal_cdf-1v1-normal-0.75', 'ksg1', 0.09],
    ['multinormal-sparse-25-25-2-2.0', 'gaussianCopula', 0.09],
    ['student-identity-3-3-2', 'studentCopula', 0.07],
    ['asinh-student-identity-3-3-2', 'studentCopula', 0.07],
    ['noisy-tanh-5', 'ksg1', 0.09],
  ] as const)('%s: %s', async (name, estimator, tolerance) => {
    const known = task(name);
    const { x, y } = known.sample(2000, 17);
    const estimate = await mutualInformation(x, y, options);
    expect(estimate.estimator).toBe(estimator);
    expect(Math.abs(estimate.nats - known.nats)).toBeLessThan(tolerance);
    expect(estimate.reason?.map(({ code }) => code)).toContain('copulaGives');
  });

  it.each([
    ['spiral-multinormal-sparse-5-5-2-2.0', 0.3],
    ['spiral-normal_cdf-multinormal-sparse-3-3-2-2.0', 0.25],
  ] as const)('%s: more than the copula sees, and it says that more may be hidden', async (name, tolerance) => {
    const known = task(name);
    const { x, y } = known.sample(2000, 17);
    const estimate = await mutualInformation(x, y, options);
    const copula = await mutualInformation(x, y, { ...options, estimator: 'gaussianCopula' });
    expect(estimate.nats).toBeGreaterThan(copula.nats + 0.05);
    expect(Math.abs(estimate.nats - known.nats)).toBeLessThan(tolerance);
    // Of blocks of columns a copula bounds nothing, whatever is added to it.
    expect(estimate.bound).toBe('none');
    expect(estimate.warnings.some(({ code }) => code === 'radialGain' || code === 'quadraticGain')).toBe(true);
    expect(estimate.high).toBeGreaterThan(known.nats);
  });

  it('finds nothing between independent vectors, whatever their marginals', async () => {
    const one = task('spiral-multinormal-sparse-3-3-2-2.0').sample(1500, 5).x;
    const other = task('half_cube-multinormal-sparse-3-3-2-2.0').sample(1500, 6).y;
    const { nats, low, warnings } = await mutualInformation(one, other, options);
    expect(nats).toBeLessThan(0.03);
    expect(low).toBe(0);
    expect(warnings).toEqual([]);
  });
});
