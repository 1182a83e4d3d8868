import { expect, it } from 'vitest';
import { difference } from '../../../../src/result/runs/difference';

it('tells intervals that do not meet, in either order', () => {
  expect(difference({ low: 1, high: 2 }, { low: 2.1, high: 3 })).toBe('certainly');
  expect(difference({ low: 2.1, high: 3 }, { low: 1, high: 2 })).toBe('certainly');
  expect(difference({ low: 1, high: 2 }, { low: 2, high: 3 })).toBeUndefined();
  expect(difference({ low: 1, high: 2 }, undefined)).toBeUndefined();
});

it('names the model on which one of the two ends between them rests, and no other end', () => {
  expect(difference({ low: 1, high: 2, highEnd: 'model' }, { low: 2.1, high: 3 })).toBe('ifModelsHold');
  expect(difference({ low: 1, high: 2, lowEnd: 'model' }, { low: 2.1, high: 3, highEnd: 'model' })).toBe('certainly');
});

it('keeps nothing apart from an end without a limit', () => {
  expect(difference({ low: 1, high: 2, highEnd: 'endless' }, { low: 2.1, high: 3 })).toBeUndefined();
});
