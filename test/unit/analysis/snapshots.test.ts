import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snapshotEpochs } from '../../../src/analysis/plan/snapshots';
import { analysedTimes } from '../../../src/analysis/plan/times';

describe('snapshotEpochs', () => {
  it('spreads logarithmically', () => {
    expect(snapshotEpochs(30, 10)).toEqual([0, 1, 2, 3, 4, 5, 8, 13, 20, 30]);
    expect(snapshotEpochs(1000, 5)).toEqual([0, 1, 10, 100, 1000]);
    expect(snapshotEpochs(0, 10)).toEqual([0]);
    expect(snapshotEpochs(30, 1)).toEqual([30]);
    expect(snapshotEpochs(30, 2)).toEqual([0, 30]);
    expect(snapshotEpochs(3, 10)).toEqual([0, 1, 2, 3]);
  });

  it('has 0 and the last epoch, ascends, and is never longer than requested', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 2, max: 100 }), (epochs, count) => {
        const chosen = snapshotEpochs(epochs, count);
        expect(chosen[0]).toBe(0);
        expect(chosen.at(-1)).toBe(epochs);
        expect(chosen.length).toBeLessThanOrEqual(count);
        expect(chosen.every((epoch, i) => i === 0 || epoch > chosen[i - 1])).toBe(true);
      }),
      { seed: 1 },
    );
  });
});

describe('analysedTimes', () => {
  it('takes every step of a short sequence and thins a long one evenly', () => {
    expect(analysedTimes(4)).toEqual([1, 2, 3, 4]);
    const long = analysedTimes(1000);
    expect(long).toHaveLength(128);
    expect(long[0]).toBe(1);
    expect(long.at(-1)).toBe(1000);
  });
});
