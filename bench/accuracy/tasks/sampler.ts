import { Random } from '../../../src/base/random';
import type { Variable } from '../../../src/information/types/variable';
import type { AccuracyTask, DrawPair } from './accuracyTask';

/** The shape of one side of a task. */
export interface Side {
  readonly kind: Variable['kind'];
  readonly dimensions: number;
}

export const continuous = (dimensions: number): Side => ({ kind: 'continuous', dimensions });
export const discrete = (dimensions: number): Side => ({ kind: 'discrete', dimensions });

/** The sampler that calls `draw` once per sample; every task has its own stream of random numbers. */
export function sampler(task: string, xSide: Side, ySide: Side, draw: DrawPair): AccuracyTask['sample'] {
  return (samples, seed) => {
    const random = new Random(seed).fork(task);
    const x = variable('x', xSide, samples);
    const y = variable('y', ySide, samples);
    for (let i = 0; i < samples; i++) {
      draw(
        random,
        x.values.subarray(i * xSide.dimensions, (i + 1) * xSide.dimensions),
        y.values.subarray(i * ySide.dimensions, (i + 1) * ySide.dimensions),
      );
    }
    return { x, y };
  };
}

function variable(name: string, side: Side, samples: number): Variable {
  return {
    name,
    kind: side.kind,
    dimensions: side.dimensions,
    samples,
    values: new Float64Array(samples * side.dimensions),
  };
}
