import { describe, expect, it } from 'vitest';
import { circularShift } from '../../../src/analysis/plan/circularShift';
import { Random } from '../../../src/base/random';

describe('a circular shift', () => {
  const shifts = (length: number, count: number): Int32Array[] =>
    Array.from({ length: count }, (_, which) =>
      circularShift(
        Int32Array.from({ length }, (_row, i) => 10 + i),
        which,
        count,
        new Random(3),
      ),
    );

  it('keeps neighbours side by side, and moves every row', () => {
    for (const rows of shifts(50, 10)) {
      expect([...rows].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => 10 + i));
      const apart = [...rows].filter((row, i) => row !== 10 + ((rows[0] - 10 + i) % 50));
      expect(apart).toEqual([]);
      expect(rows[0]).not.toBe(10);
    }
  });

  it('is another one for each number, spread over the circle', () => {
    const first = shifts(1000, 10).map((rows) => rows[0] - 10);
    for (let i = 1; i < first.length; i++) expect(first[i] - first[i - 1]).toBeGreaterThanOrEqual(99);
    expect(first[0]).toBeLessThan(100);
    expect(first[9]).toBeGreaterThan(900);
  });

  it('has nowhere to go alone, and one place to go in two', () => {
    expect([...shifts(1, 1)[0]]).toEqual([10]);
    expect(shifts(2, 3).map((rows) => [...rows])).toEqual([
      [11, 10],
      [11, 10],
      [11, 10],
    ]);
  });
});
