import { expect, test } from 'vitest';
import { sharpenedTogether } from '../../../src/analysis/measures/histories/sharpenedTogether';
import type { NatsEstimate } from '../../../src/analysis/measures/natsEstimate';
import { estimate } from '../../support/results';

const input = estimate({ quantity: 'inputInformation', source: 'X', target: 'h', value: 9, half: 0.5 });
const history = estimate({ quantity: 'historyInformation', source: 'h', target: 'h', value: 8, half: 0.5 });
const target = estimate({ quantity: 'outputInformation', source: 'h', target: 'Y', value: 1 });

/** I(H';H) is held to I(X;H). */
const hold = (all: readonly NatsEstimate[]): NatsEstimate[] => {
  const most = all.find(({ quantity }) => quantity === 'inputInformation')?.high ?? Infinity;
  return all.map((one) =>
    one.quantity === 'historyInformation' && one.value > most ? { ...one, value: most, high: most } : one,
  );
};

test('a better estimate takes its place, and the estimates that it holds change with it', () => {
  const better = { ...input, value: 6, low: 5.9, high: 6.1 };
  expect(sharpenedTogether([input, history, target], [better], hold)).toEqual([
    better,
    { ...history, value: 6.1, high: 6.1 },
  ]);
});

test('nothing changes where nothing is better', () => {
  expect(sharpenedTogether([input, history, target], [], hold)).toEqual([]);
});
