import { sentence } from '../../base/sentence';
import type { DataConfig } from '../../config/schema/data';
import type { Dataset } from '../dataset';
import { differentialEntropyOf } from '../exactValues';
import { checkSize, continuousSequences } from '../sequences';
import { type DrawSet, drawSets, forEachSequence, type TaskContext } from './sampling';

type GaussianNoise = Extract<DataConfig, { task: 'gaussianNoise' }>;

/** Draws sequences of the task. */
export function drawGaussianNoise(config: GaussianNoise, signal: AbortSignal | undefined): DrawSet {
  const { length, features } = config;
  return async (random, samples) => {
    checkSize(samples, length, features, sentence('Inputs'));
    const inputs = new Float32Array(samples * length * features);
    await forEachSequence(samples, length * features, signal, (sample) => {
      for (let i = sample * length * features; i < (sample + 1) * length * features; i++) inputs[i] = random.normal();
    });
    return { inputs: continuousSequences(inputs, samples, length, features) };
  };
}

/** Independent standard normal features at every step, and no target. */
export async function gaussianNoise(config: GaussianNoise, context: TaskContext): Promise<Dataset> {
  const { features } = config;
  const sets = await drawSets(config, context, drawGaussianNoise(config, context.signal));
  return {
    title:
      features === 1
        ? sentence('white Gaussian noise, 1 feature')
        : sentence('white Gaussian noise, {0} features', features),
    ...sets,
    exact: [differentialEntropyOf('X', (features / 2) * Math.log(2 * Math.PI * Math.E))],
    warnings: [],
  };
}
