import { expect, it } from 'vitest';
import { together } from '../../../src/analysis/measures/stepped/together';
import { analysisReason } from '../../../src/result/reasons';
import { amount } from '../../../src/information/types/warnings';
import { inBits } from './consistency/fixtures';

const why = analysisReason('transitions', 32, 2, amount(5, 2));
const whole = inBits({
  quantity: 'inputInformation',
  source: 'X',
  target: 'h',
  value: 9.7,
  low: 9.5,
  high: 200,
  bound: 'lower',
});
const bit = Math.LN2;

it('a sampler that fails takes no lower bound away', () => {
  const failed = together(whole, { nats: 0, low: 0, high: 12 * bit, bound: 'lower', states: 32 }, why);
  expect([failed.low, failed.value, failed.high].map((nats) => nats / bit)).toEqual([9.5, 9.7, 12]);
  expect(failed.bound).toBe('lower');
  expect(failed.samples).toBe(whole.samples);
});

it('one that closes the gap is the value', () => {
  const closed = together(whole, { nats: 10 * bit, low: 9.8 * bit, high: 10.2 * bit, bound: 'none', states: 32 }, why);
  expect([closed.low, closed.value, closed.high].map((nats) => nats / bit)).toEqual([9.8, 10, 10.2]);
  expect(closed.bound).toBe('none');
  expect(closed.samples).toBe(32);
});
