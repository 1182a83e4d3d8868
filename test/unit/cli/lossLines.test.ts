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
  };
  const config = '{ "data": { "task": "parity" }, "model": { "layers": [{ "type": "dense", "units": 2 }] } }';
  const result = resultOf({ config, estimates: [], losses: [loss] });
  expect(lossLines(result)[1]).toBe('  memory → z  about the target  2.00 → 0.00  −2.04 [2.00, 2.08]');
});
