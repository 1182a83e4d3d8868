import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import type { Law } from '../../../bench/accuracy/tasks/families/laws/law';
import { allFamilyTasks } from '../../../bench/accuracy/tasks/families/tasks';

const rows = 300_000;
/** Laws of few distinct rows on both sides. */
const discreteInLaw = allFamilyTasks.filter(({ law }) => {
  const { distinctX, distinctY } = counted(law, 3000);
  return distinctX <= 1100 && distinctY <= 1100;
});

/** Plug-in information of fresh rows with the correction of Miller (1955), nats. */
function counted(law: Law, count: number) {
  const random = new Random(53).fork('plug-in');
  const x = new Float64Array(law.x.dimensions);
  const y = new Float64Array(law.y.dimensions);
  const counts = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  for (let i = 0; i < count; i++) {
    x.fill(0);
    y.fill(0);
    law.draw(random, x, y);
    [x.join(' '), y.join(' '), `${x.join(' ')}|${y.join(' ')}`].forEach((key, at) => {
      counts[at].set(key, (counts[at].get(key) ?? 0) + 1);
    });
  }
  const [hx, hy, hxy] = counts.map((map) => {
    let sum = 0;
    for (const n of map.values()) sum -= (n / count) * Math.log(n / count);
    return sum + (map.size - 1) / (2 * count);
  });
  return { nats: hx + hy - hxy, hx, hy, distinctX: counts[0].size, distinctY: counts[1].size };
}

describe('truths of discrete laws', () => {
  it('are of several families', () => {
    expect(new Set(discreteInLaw.map(({ family }) => family)).size).toBeGreaterThanOrEqual(5);
  });

  /* The log ratio spreads by at most 1.5 nats: a standard error of .003 and what the correction leaves. */
  it.each(discreteInLaw.map((task) => [task.name, task] as const))('agree with counts of rows: %s', (_, task) => {
    const { nats, hx, hy } = counted(task.law, rows);
    expect(Math.abs(nats - task.truth)).toBeLessThan(0.012);
    expect(Math.min(hx, hy)).toBeLessThan(task.cap + 0.012);
  });
});
