import { expect, test } from 'vitest';
import { sameButUnit, sameConfig } from '../../../src/editor/configs/sameConfig';
import { configOf } from '../../support/configs';

const withAnalysis = (analysis: string) =>
  configOf(
    '{ "data": { "task": "parity" }, "model": { "layers": [{ "type": "lstm", "units": 4 }, ' +
      `{ "type": "dense", "units": 2, "activation": "softmax" }] }, "analysis": ${analysis} }`,
  );

test('another unit is another config, but no other numbers', () => {
  const bits = withAnalysis('{ "unit": "bits" }');
  expect(sameConfig(bits, withAnalysis('{ "unit": "nats" }'))).toBe(false);
  expect(sameButUnit(bits, withAnalysis('{ "unit": "nats" }'))).toBe(true);
  expect(sameButUnit(bits, withAnalysis('{ "unit": "nats", "samples": 77 }'))).toBe(false);
});
