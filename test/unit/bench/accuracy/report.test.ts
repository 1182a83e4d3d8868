import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../../bench/accuracy/readings';
import { read } from '../../../../bench/accuracy/readings';
import { report } from '../../../../bench/accuracy/report';
import { summaries, wrongWithoutWarning } from '../../../../bench/accuracy/summary';
import { tasks } from '../../../../bench/accuracy/tasks/tasks';

const reading = (change: Partial<Reading>): Reading => ({
  task: 'a',
  group: 'czyz',
  gaussianCopula: true,
  estimator: 'ksg1',
  used: 'ksg1',
  seed: 1,
  samples: 100,
  truth: 1,
  nats: 1,
  low: 0.9,
  high: 1.1,
  seconds: 0.5,
  warnings: [],
  ...change,
});

describe('the summary of readings', () => {
  it('takes medians and means of absolute errors, over all and over each half', () => {
    const all = summaries([
      reading({ nats: 1.1 }),
      reading({ nats: 0.7, low: 0.6, high: 0.8 }),
      reading({ nats: 1.5, gaussianCopula: false }),
    ]);
    expect(all.map(({ over }) => over)).toEqual(['forty published', 'Gaussian copula', 'other copulas']);
    expect(all[0].medianError).toBeCloseTo(0.3, 12);
    expect(all[0].meanError).toBeCloseTo(0.3, 12);
    expect(all[1].medianError).toBeCloseTo(0.2, 12);
    expect(all[0].coverage).toBeCloseTo(2 / 3, 12);
  });

  it('counts what is off by more than a fifth in silence', () => {
    expect(wrongWithoutWarning(reading({ nats: 0.79 }))).toBe(true);
    expect(wrongWithoutWarning(reading({ nats: 0.81 }))).toBe(false);
    expect(wrongWithoutWarning(reading({ nats: 0.5, warnings: ['few samples'] }))).toBe(false);
    expect(wrongWithoutWarning(reading({ truth: 0, nats: 0.01 }))).toBe(false);
  });

  it('prints readings and refusals', async () => {
    const normal = tasks[0];
    const text = report([
      await read(normal, { estimator: 'gaussianCopula', seed: 1 }, 500),
      await read(normal, { estimator: 'knownConditional', seed: 1 }, 500),
    ]);
    expect(text).toMatch(/1v1-normal-0\.75 +gaussianCopula +0\.413 +0\.[34]\d\d/);
    expect(text).toContain('1v1-normal-0.75, knownConditional: ');
  });
});
