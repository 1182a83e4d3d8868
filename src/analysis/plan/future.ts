import type { Sequences } from '../../data/dataset';
import type { Variable } from '../../information/types/variable';
import { stepVariable } from './variables';

/** Samples required for each possible block of symbols. */
const samplesABlock = 100;
const mostSymbolSteps = 8;
/** Numbers in a block of real inputs: a covariance of more would be mostly sampling noise. */
const mostNumbers = 8;

/**
 * The number of future steps that predictive information covers: as many as the samples support. For symbols, each
 * possible block has `samplesABlock` samples; for numbers, a block has at most `mostNumbers` of them. At least one
 * step, and fewer than the sequence has. 0: there is no future.
 */
export function futureSteps({ alphabet, features, length }: Sequences, samples: number): number {
  if (length < 2) return 0;
  const steps =
    alphabet === undefined
      ? Math.floor(mostNumbers / features)
      : Math.min(
          mostSymbolSteps,
          Math.floor(Math.log(Math.max(1, samples / samplesABlock)) / Math.log(alphabet) + 1e-9),
        );
  return Math.min(Math.max(1, steps), length - 1);
}

/** X_{t+1:t+steps} (t counted from 1): symbols as one number per block, numbers side by side. */
export function futureVariable(sequences: Sequences, time: number, steps: number, rows: Int32Array): Variable {
  const parts = Array.from({ length: steps }, (_, i) => stepVariable('future', sequences, time + 1 + i, rows));
  const { alphabet } = sequences;
  if (alphabet !== undefined) {
    const values = new Float64Array(rows.length);
    for (const part of parts)
      values.forEach((value, i) => {
        values[i] = value * alphabet + part.values[i];
      });
    return { name: 'future', kind: 'discrete', values, samples: rows.length, dimensions: 1 };
  }
  const width = parts.reduce((sum, { dimensions }) => sum + dimensions, 0);
  const values = new Float64Array(rows.length * width);
  let offset = 0;
  for (const { values: own, dimensions } of parts) {
    for (let i = 0; i < rows.length; i++)
      values.set(own.subarray(i * dimensions, (i + 1) * dimensions), i * width + offset);
    offset += dimensions;
  }
  return { name: 'future', kind: 'continuous', values, samples: rows.length, dimensions: width };
}

/** The future of a state with that of further sequences; symbols do not depend on the noise of any state. */
export function withFuture(future: Variable, further: Sequences | undefined, time: number, steps: number): Variable {
  if (future.kind !== 'discrete') return future;
  const marked: Variable = { ...future, independentGiven: 'X' };
  if (!further) return marked;
  const every = Int32Array.from({ length: further.samples }, (_, i) => i);
  const { values } = futureVariable(further, time, steps, every);
  return { ...marked, histories: { count: further.samples, symbols: values } };
}
