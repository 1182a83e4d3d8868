import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnalysisResult, Estimate } from '../../src/result/result';
import { upperEnd } from '../../src/result/upperEnd';
import { root } from '../unit/cli/command';
import { documentOf } from './documentOf';

/** Runs an example on the bundled backend, as it ships. */
const example = (name: string): Promise<AnalysisResult> =>
  documentOf(['analyze', join(root, 'examples', 'trials', `${name}.rnn.json`)]);

/** What the circuit of the trained network says about the answer at each step. */
const aboutAnswer = ({ estimates }: AnalysisResult): Estimate[] => {
  const epoch = Math.max(...estimates.map((one) => one.epoch));
  return estimates
    .filter((one) => one.quantity === 'outputInformation' && one.source === 'circuit' && one.epoch === epoch)
    .toSorted((a, b) => (a.time ?? 0) - (b.time ?? 0));
};

const observerAt = ({ exact }: AnalysisResult, time: number | undefined): number =>
  exact.find((line) => line.quantity === 'outputInformation' && line.source === 'X' && line.time === time)?.value ??
  NaN;

describe('trials', () => {
  it('evidence: the state follows an ideal observer, and is never above', async () => {
    const result = await example('evidence');
    const steps = aboutAnswer(result);
    expect(steps).toHaveLength(15);
    for (const step of steps) {
      expect(step.value, `step ${step.time}`).toBeLessThanOrEqual(observerAt(result, step.time) + 1e-9);
      expect(upperEnd(step)).toBeLessThanOrEqual(observerAt(result, step.time) + 1e-9);
    }
    const last = steps[14];
    expect(last.value).toBeGreaterThan(0.8 * observerAt(result, 15));
    const right = result.predictions?.at(-1);
    expect(right?.best).toBeCloseTo(0.97725, 5);
    // Five standard errors of a share of 400 sequences, and two points for what training leaves.
    expect(Math.abs((right?.accuracy ?? 0) - 0.977)).toBeLessThan(5 * Math.sqrt((0.977 * 0.023) / 400) + 0.02);
  });

  it('delayed match: nothing about the answer until the test, then one bit', async () => {
    const result = await example('delayed-match');
    const steps = aboutAnswer(result);
    expect(steps).toHaveLength(11);
    for (const step of steps.slice(0, 8)) expect(step.value, `step ${step.time}`).toBeLessThan(0.02);
    for (const step of steps.slice(8)) expect(step.value, `step ${step.time}`).toBeGreaterThan(0.98);
  });
});
