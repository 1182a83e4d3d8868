import { expect, test } from 'vitest';
import { lossLines } from '../../../src/cli/lossLines';
import type { InformationLoss } from '../../../src/result/result';
import { resultOf } from '../../support/results';

test('a loss line never shows negative information', () => {
  const loss: InformationLoss = {
    quantity: 'outputInformation',
    from: 'memory',
    to: 'z',
    before: 2,
    after: -0.04,
    lost: 2.04,
    low: 2,
    high: 2.08,
    unit: 'bits',
    comparable: true,
  };
  const config = '{ "data": { "task": "parity" }, "model": { "layers": [{ "type": "dense", "units": 2 }] } }';
  const result = resultOf({ config, estimates: [], losses: [loss] });
  expect(lossLines(result)[1]).toBe('  memory → z  about the target  2.00 → 0.00  −2.04 [2.00, 2.08]');
});

test('a loss between estimates of different kinds is told by its least, and lags as they were measured', () => {
  const loss: InformationLoss = {
    quantity: 'memory',
    from: 'memory',
    to: 'memory',
    lagBefore: 0,
    lag: 2,
    before: 2,
    after: 0.5,
    lost: 1.5,
    low: 1.2,
    high: null,
    unit: 'bits',
    narrowest: true,
  };
  const config = '{ "data": { "task": "parity" }, "model": { "layers": [{ "type": "dense", "units": 2 }] } }';
  const followed = resultOf({ config, estimates: [], losses: [{ ...loss, timeBefore: 4, time: 6 }] });
  expect(lossLines(followed)[1]).toMatch(/^ {2}memory, lag 0 → 2 at steps 4 → 6 /);
  const result = resultOf({ config, estimates: [], losses: [loss] });
  expect(lossLines(result)[1]).toMatch(
    /^ {2}memory, lag 0 → 2 .* 2\.00 → 0\.50 {2}≥1\.20 .* largest loss about one input$/,
  );
});
