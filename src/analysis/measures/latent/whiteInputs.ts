import { namedSource } from '../../../data/source/sourceOf';
import type { DataConfig } from '../../../config/schema/data';
import { stationaryProcess } from '../../../information/exact/processes/autoregressive';

/** The input of a task as a linear function of independent standard normal numbers u. */
export interface WhiteInputs {
  /** Numbers of u for a sequence; as many as the input has. */
  readonly latents: number;
  /** From u [count, latents] to inputs [count, length, features]. */
  inputs(points: Float64Array): Float32Array;
  /** From gradients with respect to inputs to those with respect to u. */
  pull(gradients: Float32Array): Float64Array;
}

/**
 * For tasks whose input is jointly Gaussian. Other laws have none: the marks of `adding` are symbols, and nobody knows
 * the law of a file.
 */
export function whiteInputs(data: DataConfig): WhiteInputs | undefined {
  switch (data.task) {
    case 'gaussianNoise':
      return {
        latents: data.length * data.features,
        inputs: (points) => Float32Array.from(points),
        pull: (gradients) => Float64Array.from(gradients),
      };
    case 'gaussianProcess': {
      const stationary = stationaryProcess(data);
      if (!stationary) return undefined;
      const { predictions } = stationary;
      const order = predictions.length - 1;
      const { length } = data;
      return {
        latents: length,
        inputs: (points) => {
          const paths = new Float64Array(points.length);
          for (let at = 0; at < points.length; at++) {
            const { coefficients, variance } = predictions[Math.min(at % length, order)];
            paths[at] = Math.sqrt(variance) * points[at];
            for (let k = 0; k < coefficients.length; k++) paths[at] += coefficients[k] * paths[at - 1 - k];
          }
          return Float32Array.from(paths);
        },
        pull: (gradients) => {
          const left = Float64Array.from(gradients);
          for (let at = left.length - 1; at >= 0; at--) {
            const { coefficients, variance } = predictions[Math.min(at % length, order)];
            for (let k = 0; k < coefficients.length; k++) left[at - 1 - k] += coefficients[k] * left[at];
            left[at] *= Math.sqrt(variance);
          }
          return left;
        },
      };
    }
    case 'file':
    case 'activations': {
      const named = namedSource(data);
      return named && 'task' in named ? whiteInputs(named.task) : undefined;
    }
    default:
      return undefined;
  }
}
