import { expect, it } from 'vitest';
import { keyOfEstimate, recordsOf } from '../../../src/result/cites';
import { fakeResult } from '../../../webview/fake/result';
import { estimate } from '../../support/results';

it('a sentence about an output cites the output, and one about the whole state cites the state', () => {
  const output = estimate({ quantity: 'memory', source: 'X', target: 'h', epoch: 3, lag: 1, value: 0.2 });
  const state = { ...output, value: 0.9, variable: 'state' as const };
  const result = { ...fakeResult(), estimates: [output, state] };
  for (const one of [output, state])
    expect(recordsOf(result, { in: 'estimates', ...keyOfEstimate(one) })).toEqual([one]);
  const fits = [
    { layer: 'h', epoch: 3, horizon: 1 },
    { layer: 'h', epoch: 3, horizon: 4, variable: 'state' as const },
  ];
  expect(recordsOf({ ...result, fits }, { in: 'fits', layer: 'h', epoch: 3 })).toEqual([fits[0]]);
  expect(recordsOf({ ...result, fits }, { in: 'fits', layer: 'h', epoch: 3, variable: 'state' })).toEqual([fits[1]]);
});
