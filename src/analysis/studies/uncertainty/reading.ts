import type { Sequences, Targets } from '../../../data/dataset';
import type { Model } from '../../../models/model';
import { softmax } from '../predicted';
import { type Doubt, DoubtSum } from './doubt';

/** Draws networks by dropout and reads sequences with each of them: the doubt of Y at every place. */
export async function doubtOf(
  model: Model,
  inputs: Sequences,
  classes: number,
  samples: number,
  seed: number,
  signal: AbortSignal,
): Promise<Doubt> {
  let sum: DoubtSum | undefined;
  for (let draw = 0; draw < samples; draw++) {
    const logits = await model.outputs(inputs, 'Y', seed + draw, true, signal);
    sum ??= new DoubtSum(logits.length / classes, classes);
    sum.add(softmax(logits, classes));
  }
  if (!sum) throw new Error('A study draws at least one network.');
  return sum.doubt;
}

/** The places [samples, steps] of targets that are there, and the step of each, counted from 1. */
export interface Answered {
  readonly places: Int32Array;
  readonly steps: Int32Array;
}

export function answered({ symbols, samples, length }: Targets, lastStep: number): Answered {
  const places = Int32Array.from({ length: samples * length }, (_, place) => place).filter(
    (place) => (symbols?.[place] ?? -1) >= 0,
  );
  return { places, steps: places.map((place) => (length === 1 ? lastStep : (place % length) + 1)) };
}

/** The sequences up to a step. */
export function beginnings(inputs: Sequences, steps: number): Sequences {
  const { values, samples, length, features, symbols } = inputs;
  const cut = new Float32Array(samples * steps * features);
  for (let row = 0; row < samples; row++) {
    const from = row * length * features;
    cut.set(values.subarray(from, from + steps * features), row * steps * features);
  }
  const own =
    symbols &&
    Int32Array.from({ length: samples * steps }, (_, i) => {
      return symbols[Math.floor(i / steps) * length + (i % steps)];
    });
  return { ...inputs, values: cut, length: steps, ...(own && { symbols: own }) };
}
