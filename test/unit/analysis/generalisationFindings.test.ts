import { expect, it } from 'vitest';
import { generalisationFindings } from '../../../src/analysis/sayings/findings/generalisationFindings';
import { ResultIndex } from '../../../src/result/resultIndex';
import type { Estimate, Prediction } from '../../../src/result/result';
import { type Bounded, about as aboutAt, resultOf } from '../../support/results';
import { fill } from '../../support/sentences';

const config =
  '{ "data": { "task": "parity" }, "model": { "layers": [{ "type": "dense", "name": "out", "units": 2, ' +
  '"activation": "softmax" }] } }';
const about = (value: number, more: Partial<Bounded> = {}): Estimate =>
  aboutAt('outputInformation', 'out', { value, bound: 'lower', samples: 256, ...more });

function said(...estimates: Estimate[]): string[] {
  // All steps together are another matter than the one step that the information is of.
  const training = [{ epoch: 30, loss: 0.1, validationLoss: 1, accuracy: 0.5, validationAccuracy: 0.4 }];
  const right = { head: 'out', target: 'Y', time: 12, epoch: 30, chance: 0.52, samples: 256 };
  const predictions: Prediction[] = [
    { ...right, accuracy: 0.7 },
    { ...right, accuracy: 0.98, set: 'training' },
  ];
  return generalisationFindings(new ResultIndex(resultOf({ config, training, predictions, estimates }))).map(fill);
}

it('names the widest gap with its accuracies, or the largest gap that the intervals allow', () => {
  expect(said(about(0.3), about(0.9, { set: 'training' }))).toEqual([
    'out shows 0.6 bits more about training targets than about held-out ones, by bounds of both; accuracy 98 % on ' +
      'training targets, 70 % on held-out ones (chance level 52 %).',
  ]);
  const plain = { bound: 'none' as const };
  expect(said(about(0.3, plain), about(0.9, { ...plain, set: 'training' }))[0]).toContain('holds 0.6 bits more');
  // Independent errors add in squares: .141 bits for two of .1.
  expect(said(about(0.3), about(0.42, { set: 'training' }))).toEqual([
    'No layer clearly holds more about training targets than about held-out ones: by the intervals, the gap is ' +
      'at most 0.32 bits.',
  ]);
  expect(said(about(0.3))).toEqual([]);
});

it('claims nothing of sets of different sizes, whose biases differ', () => {
  expect(said(about(0.3), about(0.9, { set: 'training', samples: 64 }))).toEqual([]);
});
