import { Random } from '../src/base/random';
import type { Variable } from '../src/information/types/variable';

/**
 * Time steps of the job that estimators are timed on: all states of one layer against inputs and against each other.
 */
export const steps = 50;

/** I(X_t; H_T) for all t, then I(H_{t-1}; H_t). */
export function layerWisePairs(): { x: number; y: number }[] {
  const count = Array.from({ length: steps }, (_, t) => t);
  return [
    ...count.map((t) => ({ x: t, y: 2 * steps - 1 })),
    ...count.slice(1).map((t) => ({ x: steps + t - 1, y: steps + t })),
  ];
}

/** X_0 ... X_T of one column, then H_0 ... H_T of a random recurrent network, float32 as activations are. */
export function recurrentStates(samples: number, units: number): Variable[] {
  const random = new Random(3);
  const inputs = Array.from({ length: steps }, (_, t) => gaussian(`x${t}`, samples, 1, t));
  let state: Float64Array = new Float64Array(samples * units);
  const states = inputs.map((input, t) => {
    // In shared memory, as analyses lay out states.
    const next = new Float64Array(new SharedArrayBuffer(8 * samples * units));
    for (let i = 0; i < samples; i++) {
      for (let c = 0; c < units; c++) {
        const sum = 0.8 * state[i * units + ((7 * c + 1) % units)] - 0.5 * state[i * units + ((c + 5) % units)];
        next[i * units + c] = Math.fround(
          Math.tanh(sum + 0.5 * ((c % 5) - 2) * input.values[i] + 0.1 * random.normal()),
        );
      }
    }
    state = next;
    return { name: `h${t}`, kind: 'continuous' as const, samples, dimensions: units, values: next };
  });
  return [...inputs, ...states];
}

/** Columns of independent standard normal numbers. */
export function gaussian(name: string, samples: number, dimensions: number, seed: number): Variable {
  const random = new Random(seed);
  return {
    name,
    kind: 'continuous',
    samples,
    dimensions,
    values: Float64Array.from({ length: samples * dimensions }, () => random.normal()),
  };
}
