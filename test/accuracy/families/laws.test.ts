import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { meanAndVariance } from '../../../src/information/types/measurement';
import { allFamilyTasks } from '../../../bench/accuracy/tasks/families/tasks';
import { monteCarloTruth, type Law } from '../../../bench/accuracy/tasks/families/laws/law';

const withRatio = allFamilyTasks.flatMap((task) => {
  const law = task.law.origin ?? task.law;
  return law.logRatio === undefined ? [] : [{ ...task, law, logRatio: law.logRatio }];
});

/** Joint rows, and as many rows whose sides are from different draws: the log ratios of both. */
function ratiosOf({ x, y, draw }: Law, logRatio: NonNullable<Law['logRatio']>, rows: number) {
  const random = new Random(31).fork('calibration');
  const joint: number[] = [];
  const apart: number[] = [];
  let before: Float64Array | undefined;
  for (let i = 0; i < rows; i++) {
    const rowX = new Float64Array(x.dimensions);
    const rowY = new Float64Array(y.dimensions);
    draw(random, rowX, rowY);
    joint.push(logRatio(rowX, rowY));
    if (before) apart.push(logRatio(rowX, before));
    before = rowY;
  }
  return { joint, apart };
}

describe('the log ratio of every law', () => {
  /*
   * Of a joint and an independent row, the one of log ratio r is the joint one with probability 1 / (1 + exp(-r)). In
   * each of eight bins of this probability the share of joint rows has to agree with its mean. Five standard errors,
   * some 800 bins: a false alarm in one of 2000 suites; neighbouring rows share a side, which widens it by a little.
   */
  it.each(withRatio.map((task) => [task.name, task] as const))('is calibrated: %s', (_, { law, logRatio }) => {
    const { joint, apart } = ratiosOf(law, logRatio, 6000);
    const bins = Array.from({ length: 8 }, () => ({ rows: 0, joint: 0, mean: 0, variance: 0 }));
    for (const [values, isJoint] of [
      [joint, 1],
      [apart, 0],
    ] as const)
      for (const value of values) {
        const p = 1 / (1 + Math.exp(-value));
        const bin = bins[Math.min(7, Math.floor(8 * p))];
        bin.rows++;
        bin.joint += isJoint;
        bin.mean += p;
        bin.variance += p * (1 - p);
      }
    for (const bin of bins) expect(Math.abs(bin.joint - bin.mean)).toBeLessThan(6 * Math.sqrt(bin.variance) + 2);
  });

  /* 4.5 standard errors of either side. */
  it.each(withRatio.map((task) => [task.name, task] as const))('has the truth as its mean: %s', (_, task) => {
    const { nats, standardError } = monteCarloTruth(task.law, 97, { standardError: 1, fewest: 20_000 });
    expect(Math.abs(nats - task.truth)).toBeLessThan(4.5 * Math.hypot(standardError, task.closed ? 0 : 0.0025) + 1e-9);
  });

  const arranged = allFamilyTasks.filter(
    ({ family, truth }) => ['repeatedRows', 'autocorrelatedRows'].includes(family) && truth > 0,
  );

  /* Rows that depend on each other still have the law: the mean over data sets, within 4.5 of their standard errors. */
  it.each(arranged.map((task) => [task.name, task] as const))('is that of dependent rows too: %s', (name, task) => {
    const { logRatio } = task.law;
    if (!logRatio) {
      expect(name).toBe('normal-3+3-four-times');
      return;
    }
    const means = Array.from({ length: 60 }, (_, seed) => {
      const { x, y } = task.draw(seed + 1);
      let sum = 0;
      for (let i = 0; i < task.samples; i++)
        sum += logRatio(
          x.values.subarray(i * x.dimensions, (i + 1) * x.dimensions),
          y.values.subarray(i * y.dimensions, (i + 1) * y.dimensions),
        );
      return sum / task.samples;
    });
    const { mean, variance } = meanAndVariance(means);
    expect(Math.abs(mean - task.truth)).toBeLessThan(4.5 * Math.sqrt(variance / means.length) + 0.01);
  });
});
