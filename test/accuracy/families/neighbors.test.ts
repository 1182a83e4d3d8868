import { describe, expect, it } from 'vitest';
import { mutualInformation } from '../../../src/information/mutualInformation';
import { Random } from '../../../src/base/random';
import type { Side } from '../../../bench/accuracy/tasks/sampler';
import { allFamilyTasks } from '../../../bench/accuracy/tasks/families/tasks';

/**
 * Laws without a closed form in so few columns that neighbours tell their information without any density. They read
 * low where scales differ by two orders in four columns, a law that has its own integral.
 */
const inFewColumns = allFamilyTasks.filter(
  ({ name, closed, x, y, law }) =>
    name !== 'three-scales-2+2' && !closed && law.origin === undefined && x.dimensions + y.dimensions <= 4,
);

const samples = 10_000;

describe('truths by Monte Carlo', () => {
  it('are of several families', () => {
    expect(new Set(inFewColumns.map(({ family }) => family)).size).toBeGreaterThanOrEqual(8);
  });

  /*
   * KSG (Kraskov et al. 2004) and its form for atoms (Gao et al. 2017) at 10 000 rows: standard errors near .01, and in
   * up to four columns a bias of a few hundredths, which grows with the information.
   */
  it.each(inFewColumns.map((task) => [task.name, task] as const))('agree with neighbours: %s', async (name, task) => {
    const random = new Random(71).fork('neighbours');
    const variable = (label: string, { kind, dimensions }: Side) => ({
      name: label,
      kind,
      dimensions,
      samples,
      values: new Float64Array(samples * dimensions),
    });
    const x = variable('x', task.x);
    const y = variable('y', task.y);
    for (let i = 0; i < samples; i++)
      task.law.draw(
        random,
        x.values.subarray(i * x.dimensions, (i + 1) * x.dimensions),
        y.values.subarray(i * y.dimensions, (i + 1) * y.dimensions),
      );
    const plain = x.kind === 'continuous' && y.kind === 'continuous' && task.family !== 'ties';
    const { nats } = await mutualInformation(x, y, { estimator: plain ? 'ksg1' : 'mixedKsg', seed: 1, shuffles: 0 });
    expect(Math.abs(nats - task.truth), `${name}: ${nats}`).toBeLessThan(0.04 + 0.03 * task.truth);
  });
});
