import { describe, expect, it } from 'vitest';
import { tasks } from '../../../../bench/accuracy/tasks/tasks';

const named = (name: string) => {
  const task = tasks.find((candidate) => candidate.name === name);
  if (!task) throw new Error(`no task ${name}`);
  return task;
};

/** Sample moments of one column. */
function column(values: Float64Array, dimensions: number, index: number): number[] {
  const result: number[] = [];
  for (let i = index; i < values.length; i += dimensions) result.push(values[i]);
  return result;
}
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
function correlation(a: number[], b: number[]): number {
  const [ma, mb] = [mean(a), mean(b)];
  const covariance = mean(a.map((value, i) => (value - ma) * (b[i] - mb)));
  return covariance / Math.sqrt(mean(a.map((value) => (value - ma) ** 2)) * mean(b.map((value) => (value - mb) ** 2)));
}

describe('the tasks of the accuracy benchmark', () => {
  it('has the forty published ones, half of them of Gaussian copula', () => {
    const published = tasks.filter((task) => task.group === 'czyz');
    expect(published).toHaveLength(40);
    expect(published.filter((task) => task.gaussianCopula)).toHaveLength(20);
    expect(new Set(tasks.map((task) => task.name)).size).toBe(tasks.length);
  });

  it.each([
    ['1v1-normal-0.75', 0.413339],
    ['swissroll_x-normal_cdf-1v1-normal-0.75', 0.413339],
    ['1v1-additive-0.1', 1.709438],
    ['1v1-additive-0.75', 0.333333],
    ['multinormal-dense-2-2-0.5', 0.293893],
    ['multinormal-dense-5-5-0.5', 0.592812],
    ['multinormal-dense-25-25-0.5', 1.292184],
    ['multinormal-dense-50-50-0.5', 1.624265],
    ['spiral-multinormal-sparse-25-25-2-2.0', 1.021651],
    ['student-identity-1-1-1', 0.224171],
    ['student-identity-2-2-1', 0.431946],
    ['student-identity-3-3-2', 0.290922],
    ['asinh-student-identity-5-5-2', 0.448151],
  ])('knows the published truth of %s', (name, nats) => {
    expect(named(name).nats).toBeCloseTo(nats, 6);
  });

  it.each(tasks.map((task) => [task.name, task] as const))(
    'draws %s again from the same seed, all of it finite',
    (_, task) => {
      const first = task.sample(40, 3);
      expect(first.x.values).toHaveLength(40 * first.x.dimensions);
      expect(first.y.values).toHaveLength(40 * first.y.dimensions);
      expect([...first.x.values, ...first.y.values].every(Number.isFinite)).toBe(true);
      expect(task.sample(40, 3)).toEqual(first);
      expect(task.sample(40, 4)).not.toEqual(first);
    },
  );

  // Standard errors at N = 20 000 are below .01; four of them are the tolerance.
  it('gives the sparse normal pairs their correlation, .8', () => {
    const { x, y } = named('multinormal-sparse-3-3-2-2.0').sample(20_000, 1);
    expect(correlation(column(x.values, 3, 1), column(y.values, 3, 1))).toBeCloseTo(0.8, 1);
    expect(Math.abs(correlation(column(x.values, 3, 2), column(y.values, 3, 2)))).toBeLessThan(0.04);
  });

  it('leaves a spiral with the norm of what it turned', () => {
    const plain = named('multinormal-sparse-3-3-2-2.0').sample(20_000, 1).x.values;
    const turned = named('spiral-multinormal-sparse-3-3-2-2.0').sample(20_000, 1).x.values;
    const squared = (values: Float64Array) => mean(Array.from(values, (value) => value * value));
    expect(squared(turned)).toBeCloseTo(squared(plain), 1);
    expect(Math.abs(correlation(column(turned, 3, 0), column(turned, 3, 1)))).toBeLessThan(0.04);
  });

  it('maps normal marginals to uniform and bimodal ones', () => {
    const uniform = column(named('normal_cdf-1v1-normal-0.75').sample(20_000, 1).x.values, 1, 0);
    // Five standard errors of sqrt(1/12)/sqrt(20 000) = .002.
    expect(Math.abs(mean(uniform) - 0.5)).toBeLessThan(0.01);
    expect(mean(uniform.map((value) => (value - 0.5) ** 2))).toBeCloseTo(1 / 12, 2);
    const bimodal = column(named('1v1-bimodal-0.75').sample(20_000, 1).x.values, 1, 0);
    // .3 N(0, 1) + .7 N(5, 1): mean 3.5, variance 1 + .21 * 25.
    expect(Math.abs(mean(bimodal) - 3.5)).toBeLessThan(0.08);
    expect(bimodal.filter((value) => value < 2.5).length / 20_000).toBeCloseTo(0.3, 1);
  });

  it('draws the linear network with the covariance that its truth assumes', () => {
    const task = named('linear-network-64-input');
    const { x, y } = task.sample(6000, 1);
    const xColumns = Array.from({ length: 4 }, (_, i) => column(x.values, 4, i));
    const yColumns = Array.from({ length: 64 }, (_, i) => column(y.values, 64, i));
    const information =
      (logDeterminant(xColumns) + logDeterminant(yColumns) - logDeterminant([...xColumns, ...yColumns])) / 2;
    // The plug-in exceeds the truth by 4 * 64 / 2N = .02; its standard error is below sqrt(4 / N) = .026.
    expect(Math.abs(information - task.nats - 0.021)).toBeLessThan(0.08);
  });
});

/** ln det of the columns' covariance, by Cholesky. */
function logDeterminant(columns: number[][]): number {
  const covariance = columns.map((a) => columns.map((b) => mean(a.map((value, i) => value * b[i]))));
  let sum = 0;
  for (let i = 0; i < columns.length; i++) {
    for (let j = 0; j <= i; j++) {
      let value = covariance[i][j];
      for (let k = 0; k < j; k++) value -= covariance[i][k] * covariance[j][k];
      covariance[i][j] = i === j ? Math.sqrt(value) : value / covariance[j][j];
    }
    sum += 2 * Math.log(covariance[i][i]);
  }
  return sum;
}
