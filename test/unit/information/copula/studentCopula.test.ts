import { describe, expect, it } from 'vitest';
import { tasks } from '../../../../bench/accuracy/tasks/tasks';
import { kendallTau } from '../../../../src/information/estimators/copula/kendall';
import { studentCopulaInformation } from '../../../../src/information/estimators/copula/studentCopula';
import { scaleInformation } from '../../../../src/information/estimators/copula/studentDistribution';

async function fitted(name: string, seed: number) {
  const task = tasks.find((candidate) => candidate.name === name)!;
  const { x, y } = task.sample(1000, seed);
  return {
    truth: task.nats,
    fit: await studentCopulaInformation(x.values, y.values, 1000, x.dimensions, y.dimensions),
  };
}

describe('the Student copula', () => {
  it('knows what a common scale tells: published values in nats', () => {
    expect(scaleInformation(1, 1, 1)).toBeCloseTo(0.224171, 6);
    expect(scaleInformation(5, 5, 2)).toBeCloseTo(0.448151, 6);
  });

  // The standard error at N = 1000 is about .02 nats (the mean of intervals' half widths is .05).
  it.each(['student-identity-2-2-1', 'asinh-student-identity-3-3-2'])(
    'reads %s, which has no correlation at all',
    async (name) => {
      const { truth, fit } = await fitted(name, 1);
      expect(fit!.nats).toBeGreaterThan(truth - 0.07);
      expect(fit!.nats).toBeLessThan(truth + 0.07);
      expect(fit!.low).toBeLessThan(fit!.nats);
      expect(fit!.high).toBeGreaterThan(fit!.nats);
    },
  );

  it('leaves Gaussian copulas alone, whatever their marginals', async () => {
    expect((await fitted('half_cube-multinormal-sparse-3-3-2-2.0', 1)).fit).toBeUndefined();
  });

  it('answers a duplicated column with no fit', async () => {
    const { x } = tasks[0].sample(100, 1);
    expect(await studentCopulaInformation(x.values, x.values, 100, 1, 1)).toBeUndefined();
  });
});

describe("Kendall's tau", () => {
  const order = (x: Float64Array) => Int32Array.from(x, (_, i) => i).sort((a, b) => x[a] - x[b]);

  it('counts concordant less discordant pairs, ties as neither, as by counting them all', () => {
    const x = Float64Array.of(3, 1, 1, 2, 5, 5, 5, 0, 4);
    const y = Float64Array.of(1, 2, 2, 0, 3, 3, 1, 4, 4);
    let sum = 0;
    for (let i = 0; i < x.length; i++) for (let j = 0; j < i; j++) sum += Math.sign((x[i] - x[j]) * (y[i] - y[j]));
    expect(kendallTau(order(x), x, y)).toBeCloseTo(sum / 36, 12);
  });
});
