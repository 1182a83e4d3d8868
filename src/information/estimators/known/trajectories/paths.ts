import type { Random } from '../../../../base/random';
import type { NoisyRecurrence } from '../../../../base/stepped/noisyRecurrence';
import { observed, type FiniteSource } from './noisyRecurrence';

/** One step of many paths. */
export interface PathStep {
  /** Means and variances of the states given the ones before and the symbols read, [count, units]. */
  readonly means: Float64Array;
  readonly variances: Float64Array;
  /** The states that were drawn from these, [count, units]. */
  readonly states: Float64Array;
}

/** Sequences of the source, [count, length]. */
export function drawnSymbols(source: FiniteSource, count: number, length: number, random: Random): Int32Array {
  const symbols = new Int32Array(count * length);
  for (let i = 0, to = 0; i < count; i++)
    for (let t = 0, state = 0; t < length; t++, to++) {
      state = random.choice(t === 0 ? source.initial : source.transition[state]);
      symbols[to] = random.choice(source.emission[state]);
    }
  return symbols;
}

/** Adds the noise of one step to carried rows, in place. */
export function addNoise(
  recurrence: NoisyRecurrence,
  rows: Float64Array,
  variances: Float64Array,
  random: Random,
): void {
  const { at, width, units } = recurrence;
  for (let k = 0; k < variances.length; k++)
    rows[Math.floor(k / units) * width + at + (k % units)] += Math.sqrt(variances[k]) * random.normal();
}

/** Runs `symbols` [count, length] with fresh noise at every step. */
export function* pathSteps(
  recurrence: NoisyRecurrence,
  symbols: Int32Array,
  length: number,
  random: Random,
): Generator<PathStep> {
  const count = symbols.length / length;
  let before = new Float64Array(count * recurrence.width);
  let after = new Float64Array(count * recurrence.width);
  const read = new Int32Array(count);
  for (let t = 0; t < length; t++) {
    for (let i = 0; i < count; i++) read[i] = symbols[i * length + t];
    recurrence.step(before, read, count, after);
    const means = observed(recurrence, after);
    const variances = recurrence.variances(means);
    addNoise(recurrence, after, variances, random);
    yield { means, variances, states: observed(recurrence, after) };
    [before, after] = [after, before];
  }
}
