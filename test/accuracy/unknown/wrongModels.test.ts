import { describe, expect, it } from 'vitest';
import { allFamilyTasks } from '../../../bench/accuracy/tasks/families/tasks';
import { mutualInformation } from '../../../src/information/mutualInformation';
import type { InformationEstimate } from '../../../src/information/types/estimate';

/** `auto` on one draw of a task of the half that rules may be made with, and the truth. */
async function read(name: string, seed: number): Promise<InformationEstimate & { readonly truth: number }> {
  const task = allFamilyTasks.find((known) => known.name === name && known.half === 'development');
  if (!task) throw new Error(`there is no task ${name}`);
  const { x, y } = task.draw(seed);
  return { ...(await mutualInformation(x, y, { estimator: 'auto', seed })), truth: task.truth };
}

describe('auto where a model is wrong', () => {
  it('counts the two columns of a circle once: they are uncorrelated and share all', async () => {
    const { nats, truth } = await read('angles-on-circles-2+2', 1);
    // Pairs of columns added up read .093 too high; the standard error is some .02.
    expect(Math.abs(nats - truth)).toBeLessThan(0.06);
  });

  it('gives up a copula that held-out rows of clusters refute', async () => {
    const { nats, high, truth, warnings } = await read('tanh-32-states-neighbouring', 5);
    // The copula and curved maps read 7.8 nats of 3.5.
    expect(nats).toBeLessThan(truth + 0.1);
    expect(nats).toBeGreaterThan(0.8 * truth);
    expect(high).toBe(Infinity);
    expect(warnings.length).toBeGreaterThan(0);
  });

  it('keeps the copula of a nearly straight line, whose ranks hide a part of it', async () => {
    const { nats, truth, estimator } = await read('five-nats-1+1', 1);
    // Without the bias of ranking 4.85; the standard error is .022.
    expect(estimator).toBe('gaussianCopula');
    expect(Math.abs(nats - truth)).toBeLessThan(0.1);
  });
});
