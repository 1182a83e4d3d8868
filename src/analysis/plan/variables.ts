import { sharedMemory } from '../../base/sharedMemory';
import { Random } from '../../base/random';
import type { Sequences } from '../../data/dataset';
import { backwardIndex, type LagOrigin, stepIndex } from '../../data/realSteps';
import type { Variable } from '../../information/types/variable';
import type { LayerActivations } from '../../models/activations';
import { stateRows } from '../../models/stateIndex';
import type { StateReading } from '../../models/stateView';
import { freshShared, type TakeShared } from './sharedBuffers';

/** An array in shared memory, so that the estimation threads need no copy. */
function sharedArray(count: number): Float64Array {
  return new Float64Array(sharedMemory(8 * count));
}

/**
 * X_t or Y_t (t counted from 1): symbol numbers where the sequence is discrete, its features otherwise. `rows` picks
 * the sequences. A sequence that has no such step has symbol -1, or zeros.
 * @param from 'start': the step that a backward direction reads as its `time`-th of `length`
 */
export function stepVariable(
  name: string,
  sequences: Sequences,
  time: number,
  rows: Int32Array,
  from?: LagOrigin,
): Variable {
  const { length, features, symbols } = sequences;
  const indexOf = from === 'start' ? backwardIndex : stepIndex;
  if (symbols) {
    const values = sharedArray(rows.length);
    rows.forEach((row, i) => {
      const step = indexOf(sequences, row, time);
      values[i] = step < 0 ? -1 : symbols[row * length + step];
    });
    return { name, kind: 'discrete', values, samples: rows.length, dimensions: 1 };
  }
  const values = sharedArray(rows.length * features);
  rows.forEach((row, i) => {
    const step = indexOf(sequences, row, time);
    const first = (row * length + step) * features;
    for (let j = 0; step >= 0 && j < features; j++) values[i * features + j] = sequences.values[first + j];
  });
  return { name, kind: 'continuous', values, samples: rows.length, dimensions: features };
}

/** X_{1:t} side by side. */
export function prefixVariable(name: string, sequences: Sequences, time: number, rows: Int32Array): Variable {
  const steps = Array.from({ length: time }, (_, i) => stepVariable(name, sequences, i + 1, rows));
  const dimensions = steps.reduce((sum, step) => sum + step.dimensions, 0);
  const values = sharedArray(rows.length * dimensions);
  let offset = 0;
  for (const step of steps) {
    for (let i = 0; i < rows.length; i++) {
      for (let j = 0; j < step.dimensions; j++)
        values[i * dimensions + offset + j] = step.values[i * step.dimensions + j];
    }
    offset += step.dimensions;
  }
  return { name, kind: steps[0].kind, values, samples: rows.length, dimensions };
}

/**
 * The whole input, for an estimator that knows p(h|x) and reads no input: the number of each sequence, or 0 for all
 * where none differs from the first. A single step would not do, as it may be the same in every sequence.
 */
export function wholeInput(name: string, sequences: Sequences, rows: Int32Array): Variable {
  const values = sharedArray(rows.length);
  if (rows.some((row) => !areEqual(sequences, row, rows[0]))) rows.forEach((_, i) => (values[i] = i));
  return { name, kind: 'discrete', values, samples: rows.length, dimensions: 1 };
}

function areEqual({ values, length, features, lengths }: Sequences, one: number, other: number): boolean {
  if (lengths && lengths[one] !== lengths[other]) return false;
  const width = length * features;
  for (let i = 0; i < width; i++) if (values[one * width + i] !== values[other * width + i]) return false;
  return true;
}

/**
 * The noise added to a state that has none of its own: the analysis's declared read-out noise, or nothing (states in
 * bins).
 */
export interface DeclaredNoise {
  readonly variance: number;
  /** The state is a function of the input alone, so that p(h|x) is this noise; false above a layer that samples. */
  readonly aboveInput: boolean;
  readonly random: Random;
}

/** Where the declared noise of a layer at a step is drawn from: the same for all who look at that state. */
export function noiseStream(seed: number, layer: string, time: number): Random {
  return new Random(seed).fork('declared noise').fork(`${layer}@${time}`);
}

/**
 * H_t of a layer (t counted from 1, read as `stateRows` says), with its known conditional density given the input
 * where there is one. A deterministic state gets the declared noise; a stochastic one stays as it was sampled.
 */
export function stateVariable(
  layer: LayerActivations,
  time: number,
  rows: Int32Array,
  noise: DeclaredNoise | undefined,
  reading: StateReading = 'own order',
  take: TakeShared = freshShared,
): Variable {
  const { units } = layer;
  const gather = (source: Float32Array): Float64Array => {
    const values = new Float64Array(take(8 * rows.length * units));
    if (rows.length === 0) return values;
    const stateOf = stateRows(layer, time, reading);
    rows.forEach((row, i) => {
      const turn = layer.direction === 'both' ? units / 2 : units;
      for (let from = 0; from < units; from += turn) {
        const start = stateOf(row, from > 0) * units;
        for (let j = from; j < from + turn; j++) values[i * units + j] = source[start + j];
      }
    });
    return values;
  };
  // Integer codes are symbols already.
  if (layer.density)
    return {
      name: layer.layer,
      kind: 'discrete',
      values: gather(layer.values),
      samples: rows.length,
      dimensions: units,
    };
  const base = { name: layer.layer, kind: 'continuous' as const, samples: rows.length, dimensions: units };
  const values = gather(layer.values);
  if (layer.conditional) {
    const { means, variances } = layer.conditional;
    return {
      ...base,
      values,
      conditional: {
        given: 'X',
        means: gather(means),
        variances: variances.length === 1 ? Float64Array.from(variances) : gather(variances),
      },
    };
  }
  if (layer.stochastic || !noise) return { ...base, values };
  // Nobody asks for the means where the state is no function of the input.
  const means = noise.aboveInput ? gather(layer.values) : undefined;
  const deviation = Math.sqrt(noise.variance);
  for (let i = 0; i < values.length; i++) values[i] += deviation * noise.random.normal();
  return means
    ? { ...base, values, conditional: { given: 'X', means, variances: Float64Array.of(noise.variance) } }
    : { ...base, values };
}
