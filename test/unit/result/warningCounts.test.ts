import { expect, test } from 'vitest';
import { inEnglish } from '../../../src/base/sentence';
import { amount, warning } from '../../../src/information/types/warnings';
import { warningCounts } from '../../../src/result/warningCounts';
import { analysisWarning, type Warning } from '../../../src/result/warnings';
import { estimate } from '../../support/results';

const withWarnings = (...warnings: Warning[]) =>
  estimate({ quantity: 'memory', source: 'X', target: 'h', value: 1, warnings });
const said = (...warnings: Warning[]) =>
  warningCounts(
    warnings.map((one) => withWarnings(one)),
    'nats',
  ).map((one) => `${inEnglish(one.said)} (${one.count})`);

const raised = (nats: number) => analysisWarning('belowTarget', amount(nats, 2));

test('warnings that differ in their amounts alone are one, the commonest first', () => {
  expect(said(analysisWarning('aboveCapacity', amount(0.05, 2)), raised(8.02), raised(1.26), raised(2))).toEqual([
    'The value was raised to 1.26–8.02 nats, the information about the target, which is a lower limit. (3)',
    'The value was lowered to 0.05 nats, the capacity of the state, which is an upper limit. (1)',
  ]);
});

test('amounts that read the same are named once, and what is infinite stays apart', () => {
  expect(said(raised(1), raised(1.001))).toEqual([
    'The value was raised to 1.00 nats, the information about the target, which is a lower limit. (2)',
  ]);
  expect(said(raised(1), raised(Infinity))).toHaveLength(2);
});

test('warnings of other figures stay apart', () => {
  const few = (percent: number) => warning('uncertain', 128, percent);
  expect(said(few(42), few(42), few(50))).toHaveLength(2);
});
