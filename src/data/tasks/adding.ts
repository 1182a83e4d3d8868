import { sentence } from '../../base/sentence';
import type { DataConfig } from '../../config/schema/data';
import type { Dataset, ExactValue } from '../dataset';
import { differentialEntropyOf, memoryLine } from '../exactValues';
import { checkSize, continuousSequences } from '../sequences';
import { type DrawSet, drawSets, forEachSequence, type TaskContext } from './sampling';

type Adding = Extract<DataConfig, { task: 'adding' }>;

/** Draws sequences of the task. */
export function drawAdding(config: Adding, signal: AbortSignal | undefined): DrawSet {
  const { length } = config;
  const half = Math.floor(length / 2);
  return async (random, samples) => {
    checkSize(samples, length, 2, sentence('Inputs'));
    const inputs = new Float32Array(samples * length * 2);
    const targets = new Float32Array(samples);
    await forEachSequence(samples, length, signal, (sample) => {
      const start = sample * length * 2;
      for (let t = 0; t < length; t++) inputs[start + 2 * t] = random.uniform();
      const first = random.integer(half);
      const second = half + random.integer(length - half);
      inputs[start + 2 * first + 1] = 1;
      inputs[start + 2 * second + 1] = 1;
      targets[sample] = inputs[start + 2 * first] + inputs[start + 2 * second];
    });
    return {
      inputs: continuousSequences(inputs, samples, length, 2),
      targets: { ...continuousSequences(targets, samples, 1, 1), at: 'end' as const },
    };
  };
}

/**
 * Two features per step: a number uniform on [0, 1), and a mark that is 1 at one step of each half and else 0. The
 * target, at the end, is the sum of the two marked numbers (Hochreiter and Schmidhuber 1997, in the form of Le, Jaitly
 * and Hinton 2015).
 */
export async function adding(config: Adding, context: TaskContext): Promise<Dataset> {
  const { length } = config;
  const sets = await drawSets(config, context, drawAdding(config, context.signal));
  return {
    title: sentence('adding two marked numbers of {0}', length),
    ...sets,
    exact: exactInformation(length),
    warnings: [],
  };
}

/**
 * The sum of two uniforms has differential entropy 1/2 nat, and 0 given one of them. A step is marked with probability
 * 1/half, so its information about the sum is 1/(2 half) nats. I(X;Y) itself is infinite, because the sum is a function
 * of the input.
 */
function exactInformation(length: number): ExactValue[] {
  const half = Math.floor(length / 2);
  const aboutSum = Array.from({ length }, (_, lag) => {
    const step = length - 1 - lag;
    return 0.5 / (step < half ? half : length - half);
  });
  return [
    differentialEntropyOf('Y', 0.5),
    ...memoryLine('Y', aboutSum, sentence('information of the sum about each input')),
  ];
}
