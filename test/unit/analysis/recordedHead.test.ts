import { expect, it } from 'vitest';
import type { SequenceSet } from '../../../src/data/dataset';
import { withLengths } from '../../../src/data/realSteps';
import { discreteSequences } from '../../../src/data/sequences';
import type { LayerActivations } from '../../../src/models/activations';
import type { KnownLaw } from '../../../src/analysis/measures/chance';
import { predictions } from '../../../src/analysis/measures/predictions';
import { readConfig } from '../../../src/config/readConfig';

const { config } = readConfig(
  JSON.stringify({ data: { task: 'activations', inputs: 'x.npy', targets: 'y.npy', layers: { out: 'out.npy' } } }),
);

/** Two sequences of three tags each, of three kinds, and the outputs for them. */
const set: SequenceSet = {
  inputs: discreteSequences(Int32Array.of(0, 1, 0, 1, 1, 0), 2, 3, 2),
  targets: { ...discreteSequences(Int32Array.of(0, 1, 2, 2, 0, 1), 2, 3, 3), at: 'every' },
};
const knownFrom = (training: SequenceSet): KnownLaw => ({ exact: [], training });
const layer = (values: number[], more: Partial<LayerActivations> = {}): LayerActivations => ({
  layer: 'out',
  type: 'dense',
  values: Float32Array.from(values),
  samples: 2,
  length: 3,
  units: 3,
  recurrent: false,
  stochastic: false,
  ...more,
});
const sure = [0.8, 0.1, 0.1];
const flat = [0.25, 0.5, 0.25];
const probabilities = [...flat, ...flat, ...[0.1, 0.1, 0.8], ...flat, ...flat, ...sure];

it('has the cross-entropy and the accuracy of the last step, beside what knows the shares alone', () => {
  const [told] = predictions(0, config!, set, [layer(probabilities)], 2, knownFrom(set));
  // The last tags are 2 and 1: .8 for the one, .1 for the other.
  expect(told).toMatchObject({
    head: 'out',
    target: 'Y',
    time: 3,
    accuracy: 0.5,
    chance: 0.5,
    samples: 2,
    unit: 'nats',
  });
  expect(told.crossEntropy).toBeCloseTo(-(Math.log(0.8) + Math.log(0.1)) / 2, 6);
  expect(told.entropy).toBeCloseTo(Math.LN2, 12);
});

it('reads numbers that are no probabilities as logits', () => {
  const logits = probabilities.map((value) => Math.log(value) + 7);
  const [told] = predictions(0, config!, set, [layer(logits)], 2, knownFrom(set));
  expect(told.crossEntropy).toBeCloseTo(-(Math.log(0.8) + Math.log(0.1)) / 2, 5);
});

it('counts steps from the own end of each sequence', () => {
  const lengths = Int32Array.of(3, 1);
  const padded: SequenceSet = {
    inputs: withLengths(set.inputs, lengths),
    targets: withLengths(set.targets!, lengths, NaN),
  };
  const [told] = predictions(0, config!, padded, [layer(probabilities, { lengths })], 2, knownFrom(padded));
  // The last tag of the second sequence is its first, 2, for which the output has 1/4.
  expect(told.crossEntropy).toBeCloseTo(-(Math.log(0.8) + Math.log(0.25)) / 2, 6);
});

it('tells nothing of a layer that is no head, or that rules a target out', () => {
  const memory = layer(probabilities, { layer: 'memory', recurrent: true });
  expect(predictions(0, config!, set, [layer(probabilities), memory], 2, knownFrom(set))).toEqual([]);
  expect(predictions(0, config!, set, [layer(probabilities.slice(0, 12), { units: 2 })], 2, knownFrom(set))).toEqual(
    [],
  );
  const never = [...flat, ...flat, 0.5, 0.5, 0, ...flat, ...flat, ...sure];
  const [told] = predictions(0, config!, set, [layer(never)], 2, knownFrom(set));
  expect(told.crossEntropy).toBeUndefined();
  expect(told.accuracy).toBe(0);
});
