import { expect, it } from 'vitest';
import { hold } from '../../../../src/analysis/consistency/hold';
import type { Grounds } from '../../../../src/information/types/assumption';
import type { NatsEstimate } from '../../../../src/analysis/measures/natsEstimate';
import { codesOf } from './fixtures';

const estimate = (low: number, value: number, high: number, resting: Grounds = {}): NatsEstimate => ({
  quantity: 'layerInformation',
  source: 'a',
  target: 'b',
  epoch: 1,
  low,
  value,
  high,
  estimator: 'gaussianCopula',
  bound: 'none',
  samples: 1000,
  ...resting,
});
const ofModel = { assumes: 'gaussianCopula', certified: 'none' } as const;
const cap = { code: 'layersAboveEntropy', nats: 2 } as const;
const floor = { code: 'layersBelowTarget', nats: 1 } as const;

it('a model wholly above the cap leaves the floor and the cap, and says that a theorem contradicts it', () => {
  const held = hold(estimate(5.6, 5.7, 5.8, ofModel), cap, floor);
  expect(held).toMatchObject({ low: 1, value: 2, high: 2, assumes: 'gaussianCopula', certified: 'both' });
  expect(codesOf(held)).toEqual(['layersAboveEntropy', 'modelContradicted']);
  expect(hold(estimate(5.6, 5.7, 5.8, ofModel), cap, undefined)).toMatchObject({ low: 0, value: 2, high: 2 });
});

it('a certified lower end above the cap is an accident of sampling, and stays as high as it can', () => {
  const held = hold(estimate(2.1, 2.3, 2.5), cap, floor);
  expect(held).toMatchObject({ low: 2, value: 2, high: 2 });
  expect(held.assumes).toBeUndefined();
  expect(codesOf(held)).toEqual(['layersAboveEntropy']);
});

it('a model wholly below the floor has no upper end left but the cap', () => {
  const low = estimate(0.1, 0.2, 0.3, ofModel);
  expect(hold(low, undefined, floor)).toMatchObject({ low: 1, value: 1, high: Infinity, certified: 'both' });
  expect(hold(low, cap, floor)).toMatchObject({ low: 1, value: 1, high: 2 });
  expect(codesOf(hold(low, cap, floor))).toEqual(['layersBelowTarget', 'modelContradicted']);
});

it('an end that a theorem replaces is certified from then on, the other one is still the model’s', () => {
  expect(hold(estimate(1.2, 1.5, 4, ofModel), cap, floor)).toMatchObject({ low: 1.2, high: 2, certified: 'high' });
  const raised = hold(estimate(0.5, 1.5, 1.8, ofModel), cap, floor);
  expect(raised).toMatchObject({ low: 1, high: 1.8, assumes: 'gaussianCopula' });
  // The lower end alone is the default where a model is assumed.
  expect(raised.certified).toBeUndefined();
});

it('an end that nothing bounded becomes the cap, and no model is assumed', () => {
  const held = hold(estimate(0.5, 0.6, Infinity), cap, undefined);
  expect(held).toMatchObject({ low: 0.5, value: 0.6, high: 2 });
  expect([held.assumes, held.certified, held.warnings]).toEqual([undefined, undefined, undefined]);
});
