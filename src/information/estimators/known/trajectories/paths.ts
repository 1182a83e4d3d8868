import type { Random } from '../../../../base/random';
import { observed, type FiniteSource, type NoisyRecurrence } from './noisyRecurrence';

/** Where paths stand before they read their last symbol, and what they are after. */
export interface PathEnds {
  /** Means and variances of the last state given the one before and the last symbol, [count, units]. */
  readonly means: Float64Array;
  readonly variances: Float64Array;
}

/** A symbol or a state by its probabilities. */
export function drawn(random: Random, probabilities: readonly number[]): number {
  let left = random.uniform();
  let at = 0;
  while (at < probabilities.length - 1 && (left -= probabilities[at]) >= 0) at++;
  return at;
}

/** Sequences of the source, [count, length]. */
export function drawnSymbols(source: FiniteSource, count: number, length: number, random: Random): Int32Array {
  const symbols = new Int32Array(count * length);
  for (let i = 0, to = 0; i < count; i++)
    for (let t = 0, state = 0; t < length; t++, to++) {
      state = drawn(random, t === 0 ? source.initial : source.transition[state]);
      symbols[to] = drawn(random, source.emission[state]);
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

/** Runs `symbols` [count, length] with fresh noise at every step but the last. */
export function pathEnds(recurrence: NoisyRecurrence, symbols: Int32Array, length: number, random: Random): PathEnds {
  const count = symbols.length / length;
  let before = new Float64Array(count * recurrence.width);
  let after = new Float64Array(count * recurrence.width);
  const read = new Int32Array(count);
  for (let t = 0; t < length; t++) {
    for (let i = 0; i < count; i++) read[i] = symbols[i * length + t];
    recurrence.step(before, read, count, after);
    const means = observed(recurrence, after);
    const variances = recurrence.variances(means);
    if (t === length - 1) return { means, variances };
    addNoise(recurrence, after, variances, random);
    [before, after] = [after, before];
  }
  throw new Error('A sequence has a step.');
}
