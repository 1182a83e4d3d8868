import { expect, test } from 'vitest';
import { SessionResults } from '../../../src/agents/sessionResults';
import { resultOf } from '../../support/results';

const document = () =>
  resultOf({
    config: `{
      "data": { "task": "delayedCopy", "symbols": 2, "length": 5, "delay": 1 },
      "model": { "layers": [{ "type": "dense", "name": "out", "units": 2, "activation": "softmax" }] } }`,
  });

test('a result keeps its name, and the oldest is let go', () => {
  const results = new SessionResults(2);
  const [first, second, third] = [document(), document(), document()];
  expect([first, second, first].map((one) => results.keep(one))).toEqual(['run-1', 'run-2', 'run-1']);
  expect(results.keep(third)).toBe('run-3');
  expect(results.names).toEqual(['run-2', 'run-3']);
  expect(results.get('run-1')).toBeUndefined();
  expect(results.get('run-3')).toBe(third);
});
