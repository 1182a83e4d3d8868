import type { Random } from '../../base/random';
import { meanAndVariance } from '../types/measurement';

/** Distances in time over which all steps are compared; beyond it, at its doublings. */
const near = 16;
const shuffles = 19;
/**
 * Standard deviations above the shuffled pairings, of the square root, which is nearly normal: twice the information
 * times the number of pairs follows a chi-square law (Wilks 1938; Fisher's root).
 */
const clear = 6;

/**
 * Whether symbols of different steps show no dependence: at each distance in time the plug-in information
 * between two steps, over all places together, is no more than with the later step taken from other sequences. Those
 * keep what each place has of its own. Dependence that only three steps together show stays unseen.
 * @param symbols row-major [samples, length], negative where there is none
 */
export function stepsLookIndependent(symbols: Int32Array, length: number, alphabet: number, random: Random): boolean {
  const samples = symbols.length / length;
  if (samples < 2) return false;
  const moves = Array.from({ length: shuffles }, () => 1 + random.integer(samples - 1));
  for (let distance = 1; distance < length; distance = distance < near ? distance + 1 : 2 * distance) {
    const root = (move: number): number => Math.sqrt(pairInformation(symbols, length, alphabet, distance, move));
    const { mean, variance } = meanAndVariance(moves.map(root));
    if (root(0) > mean + clear * Math.sqrt(variance) + 1e-9) return false;
  }
  return true;
}

/** Plug-in information between a step and that `distance` later of the sequence `move` rows on, nats. */
function pairInformation(
  symbols: Int32Array,
  length: number,
  alphabet: number,
  distance: number,
  move: number,
): number {
  const samples = symbols.length / length;
  const joint = new Float64Array(alphabet * alphabet);
  let total = 0;
  for (let i = 0; i < samples; i++) {
    const other = ((i + move) % samples) * length;
    for (let t = 0; t + distance < length; t++) {
      const [one, two] = [symbols[i * length + t], symbols[other + t + distance]];
      if (one < 0 || two < 0) continue;
      joint[one * alphabet + two]++;
      total++;
    }
  }
  const [rows, columns] = [new Float64Array(alphabet), new Float64Array(alphabet)];
  joint.forEach((count, k) => {
    rows[Math.floor(k / alphabet)] += count;
    columns[k % alphabet] += count;
  });
  let nats = 0;
  joint.forEach((count, k) => {
    if (count > 0)
      nats += (count / total) * Math.log((count * total) / (rows[Math.floor(k / alphabet)] * columns[k % alphabet]));
  });
  return Math.max(0, nats);
}
