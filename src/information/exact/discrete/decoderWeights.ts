import type { Breather } from '../../numerics/breather';
import { simplexMinimum } from '../simplex/simplexMinimum';
import { type BottleneckSource, divergencesFrom, logarithm } from './bottleneckSource';

/** Codes z by p(z) and p(y|z). */
export interface WeightedDecoders {
  readonly weights: Float64Array;
  readonly decoders: readonly Float64Array[];
}

/**
 * The best p(z) over fixed decoders at a beta: least -sum_x p(x) ln sum_z p(z) e^{-beta D(p(.|x) || p(.|z))}, which is
 * convex. Decoders without weight are left out.
 * @throws CancelledError
 */
export async function weightDecoders(
  source: BottleneckSource,
  beta: number,
  decoders: readonly Float64Array[],
  breather: Breather,
): Promise<WeightedDecoders> {
  const { inputs, outputs, px } = source;
  const matrix = new Float64Array(decoders.length * inputs);
  const logs = new Float64Array(outputs);
  const least = new Float64Array(inputs).fill(Infinity);
  for (const [z, decoder] of decoders.entries()) {
    if (breather.due()) await breather.rest();
    for (let y = 0; y < outputs; y++) logs[y] = logarithm(decoder[y]);
    const row = matrix.subarray(z * inputs, (z + 1) * inputs);
    divergencesFrom(source, logs, row);
    for (let x = 0; x < inputs; x++) least[x] = Math.min(least[x], row[x]);
  }
  // Measured from the nearest decoder, so that a large beta leaves that one and not none.
  for (let z = 0, at = 0; z < decoders.length; z++) {
    if (breather.due()) await breather.rest();
    for (let x = 0; x < inputs; x++, at++) matrix[at] = Math.exp(-beta * (matrix[at] - least[x]));
  }
  const linear = new Float64Array(decoders.length);
  const { weights } = await simplexMinimum(
    { atoms: decoders.length, rows: inputs, matrix, form: 'likelihood', masses: px, linear },
    { breather },
  );
  const nearest = nearestDecoders(weights, matrix, inputs);
  const kept = [...weights.keys()].filter((z) => weights[z] > 1e-10 || nearest.has(z));
  return { weights: Float64Array.from(kept, (z) => weights[z]), decoders: kept.map((z) => decoders[z]) };
}

/** The decoder that each x is most likely sent to: one of them may be all that a rare x has. */
function nearestDecoders(weights: Float64Array, matrix: Float64Array, inputs: number): Set<number> {
  const nearest = new Set<number>();
  for (let x = 0; x < inputs; x++) {
    let best = 0;
    for (let z = 1; z < weights.length; z++)
      if (weights[z] * matrix[z * inputs + x] > weights[best] * matrix[best * inputs + x]) best = z;
    nearest.add(best);
  }
  return nearest;
}

/** Takes together decoders that differ by at most `apart`: the weights of several stand for one between them. */
export function mergeDecoders({ weights, decoders }: WeightedDecoders, apart: number): WeightedDecoders {
  const order = [...weights.keys()].sort((a, b) => weights[b] - weights[a]);
  const groups: { weight: number; decoder: Float64Array }[] = [];
  for (const z of order) {
    const group = groups.find(({ decoder }) => near(decoder, decoders[z], apart));
    if (!group) {
      groups.push({ weight: weights[z], decoder: decoders[z].slice() });
      continue;
    }
    const share = weights[z] / (group.weight + weights[z]);
    group.weight += weights[z];
    // Their mean rules out no y that one of them allows.
    for (let y = 0; y < group.decoder.length; y++) group.decoder[y] += share * (decoders[z][y] - group.decoder[y]);
  }
  return { weights: Float64Array.from(groups, ({ weight }) => weight), decoders: groups.map(({ decoder }) => decoder) };
}

/** Those that differ by more than `apart` from all before them. */
export function distinctDecoders(decoders: readonly Float64Array[], apart: number): Float64Array[] {
  const kept: Float64Array[] = [];
  for (const decoder of decoders) if (!kept.some((other) => near(decoder, other, apart))) kept.push(decoder);
  return kept;
}

/** Whether no probability differs by more than `most`. */
export function near(a: Float64Array, b: Float64Array, most: number): boolean {
  for (let y = 0; y < a.length; y++) if (Math.abs(a[y] - b[y]) > most) return false;
  return true;
}
