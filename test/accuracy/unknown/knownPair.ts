import { Random } from '../../../src/base/random';
import type { Variable } from '../../../src/information/types/variable';

/** A pair whose information is known, in nats; nothing of its conditional density is told to the estimator. */
export interface KnownPair {
  readonly name: string;
  readonly nats: number;
  sample(samples: number, seed: number): { x: Variable; y: Variable };
}

type Draw = (random: Random, x: Float64Array, y: Float64Array) => void;

/** Independent rows; Y is discrete where `kind` says so. */
export function drawn(
  name: string,
  dimX: number,
  dimY: number,
  draw: Draw,
  kind: Variable['kind'] = 'continuous',
): KnownPair['sample'] {
  return (samples, seed) => {
    const random = new Random(seed).fork(name);
    const x = new Float64Array(samples * dimX);
    const y = new Float64Array(samples * dimY);
    for (let i = 0; i < samples; i++)
      draw(random, x.subarray(i * dimX, (i + 1) * dimX), y.subarray(i * dimY, (i + 1) * dimY));
    return {
      x: { name: 'x', kind: 'continuous', samples, dimensions: dimX, values: x },
      y: { name: 'y', kind, samples, dimensions: dimY, values: y },
    };
  };
}
