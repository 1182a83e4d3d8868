import { expect, it } from 'vitest';
import { readConfig } from '../../../src/config/readConfig';

const dense = { type: 'dense', units: 2, activation: 'softmax' };
const file = { task: 'file', inputs: 'x.npy', targets: 'y.npy' };
const messages = (data: object, more: object = {}): string[] =>
  readConfig(JSON.stringify({ data, model: { layers: [{ type: 'gru', units: 2 }, dense] }, ...more })).problems.map(
    ({ message }) => message,
  );

it('takes spoiled inputs', () => {
  expect(messages({ ...file, corrupt: { by: 'snr', training: 20, heldOut: -5 } })).toEqual([]);
  expect(messages({ task: 'parity', corrupt: { by: 'substitute', training: 0.1 } })).toEqual([]);
});

it.each([
  [{ ...file, corrupt: { by: 'drop', training: 1.5 } }, {}, /between 0 and 1/],
  [{ ...file, corrupt: { by: 'noise', levels: [1, -1] } }, {}, /is not negative/],
  [{ ...file, corrupt: { by: 'noise' } }, {}, /Nothing is spoiled/],
  [{ ...file, corrupt: { by: 'noise', levels: [1] } }, {}, /read by the study "robustness" alone/],
  [{ task: 'parity', corrupt: { by: 'snr', training: 3 } }, {}, /only be substituted/],
  [{ task: 'adding', corrupt: { by: 'substitute', training: 0.1 } }, {}, /numbers, not symbols/],
  [{ task: 'parity', corrupt: { by: 'substitute', heldOut: 0.1 } }, {}, /holds for clean sequences/],
  [{ ...file, source: 'gaussian', corrupt: { by: 'noise', heldOut: 0.1 } }, {}, /the law of clean sequences/],
  [
    { task: 'parity', corrupt: { by: 'substitute', training: 0.1 } },
    { analysis: { sets: ['training'] } },
    /Remove "training" from "sets"/,
  ],
])('refuses what contradicts the data: %j', (data, more, said) => {
  expect(messages(data, more).some((message) => said.test(message))).toBe(true);
});
