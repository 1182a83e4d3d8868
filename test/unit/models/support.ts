import { verbatim } from '../../../src/base/sentence';
import * as tf from '@tensorflow/tfjs-core';
import { Random } from '../../../src/base/random';
import { configSchema, type AnalysisConfig, type ConfigInput } from '../../../src/config/schema/config';
import type { Dataset, SequenceSet } from '../../../src/data/dataset';
import { continuousSequences, discreteSequences } from '../../../src/data/sequences';

export type LayerInput = NonNullable<ConfigInput['model']>['layers'][number];

/** A config with defaults for these layers; the dataset provides the data's shapes. */
export function configOf(
  layers: readonly LayerInput[],
  training: ConfigInput['training'] = {},
  seed = 1,
): AnalysisConfig {
  const { networks, ...parsed } = configSchema.parse({ seed, data: { task: 'parity' }, model: { layers }, training });
  const named = parsed.model!.layers.map((layer, i) => ({ ...layer, name: layer.name ?? `${layer.type}${i}` }));
  return { ...parsed, model: { ...parsed.model, layers: named } };
}

interface Shape {
  readonly samples?: number;
  readonly length?: number;
  readonly symbols?: number;
  readonly at?: 'every' | 'end' | 'none';
}

/**
 * Echo of the symbol before: the target at step t is the input at t-1, none at the first step (`end`: the first symbol,
 * as a target at the end).
 */
export function echo({ samples = 64, length = 5, symbols = 3, at = 'every' }: Shape = {}, seed = 1): Dataset {
  const random = new Random(seed);
  const draw = (): SequenceSet => {
    const inputs = Int32Array.from({ length: samples * length }, () => random.integer(symbols));
    const every = inputs.map((_, i) => (i % length ? inputs[i - 1] : -1));
    const end = Int32Array.from({ length: samples }, (_, i) => inputs[i * length]);
    return {
      inputs: discreteSequences(inputs, samples, length, symbols),
      ...(at === 'every' && { targets: { ...discreteSequences(every, samples, length, symbols), at } }),
      ...(at === 'end' && { targets: { ...discreteSequences(end, samples, 1, symbols), at } }),
    };
  };
  return { title: verbatim('echo'), training: draw(), heldOut: draw(), exact: [], warnings: [] };
}

/** Real input; the target is the running mean of the first feature, of which `missing` are NaN. */
export function runningMean({ samples = 64, length = 5, at = 'every' }: Shape = {}, missing = 0, seed = 1): Dataset {
  const random = new Random(seed);
  const draw = (): SequenceSet => {
    const values = Float32Array.from({ length: samples * length * 2 }, () => random.normal());
    const means = new Float32Array(samples * length);
    for (let i = 0; i < samples; i++) {
      let sum = 0;
      for (let t = 0; t < length; t++) {
        sum += values[(i * length + t) * 2];
        means[i * length + t] = random.uniform() < missing ? NaN : sum / (t + 1);
      }
    }
    const targets = at === 'end' ? means.filter((_, i) => i % length === length - 1) : means;
    return {
      inputs: continuousSequences(values, samples, length, 2),
      targets: {
        ...continuousSequences(targets, samples, at === 'end' ? 1 : length, 1),
        at: at === 'end' ? 'end' : 'every',
      },
    };
  };
  return { title: verbatim('running mean'), training: draw(), heldOut: draw(), exact: [], warnings: [] };
}

/**
 * Calls `check` for every number of `given`, with its gradient of `objective` and the central difference with a step to
 * either side.
 */
export function forEachSlope(
  objective: (...values: tf.Tensor[]) => tf.Scalar,
  given: readonly tf.Tensor[],
  check: (analytic: number, difference: (step: number) => number) => void,
): void {
  const gradients = tf.grads(objective)([...given]);
  for (const [which, tensor] of given.entries()) {
    const values = tensor.dataSync<'float32'>();
    const analytic = gradients[which].dataSync();
    for (let i = 0; i < values.length; i++) {
      const at = (by: number): number => {
        const moved = values.slice();
        moved[i] += by;
        return objective(
          ...given.map((other, j) => (j === which ? tf.tensor(moved, tensor.shape) : other)),
        ).dataSync()[0];
      };
      check(analytic[i], (step) => (at(step) - at(-step)) / (2 * step));
    }
  }
}
