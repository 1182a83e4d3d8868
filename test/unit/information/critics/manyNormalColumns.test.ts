import { expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { mutualInformation } from '../../../../src/information/mutualInformation';
import { codesOf, continuous, normals } from '../samplers';

it('columns that are jointly normal are not called otherwise, though few rows charge their covariance', async () => {
  const [columns, samples, rho] = [64, 500, 0.95];
  for (const seed of [1, 2]) {
    const random = new Random(seed);
    const x = normals(random, samples * columns);
    const y = normals(random, samples * columns);
    for (let i = 0; i < x.length; i += columns) y[i] = rho * x[i] + Math.sqrt(1 - rho * rho) * y[i];
    const [a, b] = [continuous('X', x, columns), continuous('Y', y, columns)];
    const estimate = await mutualInformation(a, b, { estimator: 'auto', seed: 1 });
    expect(codesOf(estimate)).not.toContain('copulaContradicted');
    const truth = -Math.log(1 - rho * rho) / 2;
    // 64^2 products of independent columns have a standard error of sqrt(64^2 / 2 + N r^2) / N = .1 nats.
    expect(Math.abs(estimate.nats - truth)).toBeLessThan(0.3);
  }
});
