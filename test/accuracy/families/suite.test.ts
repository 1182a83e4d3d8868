import { describe, expect, it } from 'vitest';
import { families, halves, truths } from '../../../bench/accuracy/tasks/families/familyTask';
import { allFamilyTasks } from '../../../bench/accuracy/tasks/families/tasks';

describe('the suite of families', () => {
  it('has at least 42 tasks in each half, and every family in both', () => {
    for (const half of halves) {
      const tasks = allFamilyTasks.filter((task) => task.half === half);
      expect(tasks.length).toBeGreaterThanOrEqual(42);
      expect(new Set(tasks.map(({ family }) => family))).toEqual(new Set(families));
    }
  });

  it('names each task once', () => {
    expect(new Set(allFamilyTasks.map(({ name }) => name)).size).toBe(allFamilyTasks.length);
  });

  it('has a truth of every task, at most its cap, and stored ones with a standard error under .003 nats', () => {
    for (const { name, truth, cap, closed } of allFamilyTasks) {
      expect(truth, name).toBeGreaterThanOrEqual(0);
      expect(truth, name).toBeLessThanOrEqual(cap + 1e-9);
      if (!closed) expect(truths[name]?.standardError, name).toBeLessThan(0.003);
    }
    const stored = allFamilyTasks.filter(({ closed }) => !closed).map(({ name }) => name);
    expect(new Set(Object.keys(truths))).toEqual(new Set(stored));
  });

  it.each(allFamilyTasks.map((task) => [task.name, task] as const))('draws %s by its seed', (_, task) => {
    const first = task.draw(7);
    const again = task.draw(7);
    const other = task.draw(8);
    for (const side of ['x', 'y'] as const) {
      expect(first[side]).toMatchObject({ ...task[side], samples: task.samples });
      expect(first[side].values.every(Number.isFinite)).toBe(true);
      expect(again[side].values).toEqual(first[side].values);
      expect(other[side].values).not.toEqual(first[side].values);
      expect(first[side].kind === 'continuous' || first[side].values.every(Number.isInteger)).toBe(true);
    }
  });
});
