import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { Random } from '../../../base/random';
import type { Breather } from '../../numerics/breather';
import type { RectangleCounts } from './counts/rectangleCounts';
import { nearestNeighbors } from './search/search';
import type { Space } from './spaces/space';
import { dimensionsOf, product } from './spaces/space';

/**
 * The share of uniform neighbourhoods that may be taken for non-uniform ones (Gao, Ver Steeg and Galstyan 2015, section
 * 4.2).
 */
const falseCorrections = 0.005;
const simulations = 10_000;
const thresholds = new Map<string, number>();

/**
 * The correction of KSG 2 for neighbourhoods that are not uniform, one contribution per sample, in nats (Gao, Ver Steeg
 * and Galstyan 2015, eq. 16): where the box along the neighbours' principal axes is much smaller than the rectangle,
 * the logarithm of the ratio of volumes is added. The correction that the same check finds within X alone or Y alone
 * does not concern their dependence, so it is subtracted (zero for scalars).
 */
export async function uniformityCorrections(
  x: Space,
  y: Space,
  counts: RectangleCounts,
  breather: Breather,
): Promise<Float64Array> {
  const { k, points } = counts.neighbors;
  const corrections = await shrinkage(product(x, y), points, k, breather);
  for (const marginal of [x, y]) {
    if (dimensionsOf(marginal) < 2) continue;
    const own = await shrinkage(marginal, (await nearestNeighbors(marginal, k, breather)).points, k, breather);
    for (let i = 0; i < own.length; i++) corrections[i] -= own[i];
  }
  return corrections;
}

/**
 * ln(volume of the box / volume of the principal box) around each sample, zero where uniform points give such a ratio
 * too.
 */
async function shrinkage(space: Space, points: Int32Array, k: number, breather: Breather): Promise<Float64Array> {
  const columns = space.parts.flatMap((part) => part.columns);
  const weights = space.parts.flatMap((part) => part.weights);
  const dimensions = columns.length;
  const threshold = await uniformThreshold(k, dimensions, breather);
  const offsets = new Matrix(k, dimensions);
  const result = new Float64Array(space.samples);
  for (let i = 0; i < space.samples; i++) {
    if ((i & 7) === 0 && breather.due()) await breather.rest();
    for (let s = 0; s < k; s++) {
      for (let c = 0; c < dimensions; c++)
        offsets.set(s, c, weights[c] * (columns[c][points[i * k + s]] - columns[c][i]));
    }
    const ratio = logVolumeRatio(offsets);
    if (ratio > -threshold) result[i] = ratio;
  }
  return result;
}

/**
 * ln(V of the axis-parallel box / V of the principal box) of offsets from the centre, one per row; zero for coincident
 * points.
 */
function logVolumeRatio(offsets: Matrix): number {
  const { rows: k, columns: dimensions } = offsets;
  let box = 0;
  let widest = 0;
  for (let c = 0; c < dimensions; c++) {
    let side = 0;
    for (let s = 0; s < k; s++) side = Math.max(side, Math.abs(offsets.get(s, c)));
    // A column in which all neighbours coincide has no volume to compare.
    if (side === 0) return 0;
    box += Math.log(side);
    widest = Math.max(widest, side);
  }
  const axes = new EigenvalueDecomposition(offsets.transpose().mmul(offsets), { assumeSymmetric: true })
    .eigenvectorMatrix;
  const projected = offsets.mmul(axes);
  let principal = 0;
  for (let c = 0; c < dimensions; c++) {
    let side = 0;
    for (let s = 0; s < k; s++) side = Math.max(side, Math.abs(projected.get(s, c)));
    // Exactly dependent columns leave only rounding noise. The floor keeps the ratio finite, and equal in the joint and
    // the marginal space.
    principal += Math.log(Math.max(side, 1e-12 * widest));
  }
  return box - principal;
}

/**
 * ln(alpha): the quantile of ln(V of the principal box / V of the box) for k points uniform in a box, by simulation.
 */
async function uniformThreshold(k: number, dimensions: number, breather: Breather): Promise<number> {
  const key = `${k} ${dimensions}`;
  const known = thresholds.get(key);
  if (known !== undefined) return known;
  const random = new Random(1).fork(`uniform neighbours ${key}`);
  const offsets = new Matrix(k, dimensions);
  const ratios = new Float64Array(simulations);
  for (let r = 0; r < simulations; r++) {
    if ((r & 7) === 0 && breather.due()) await breather.rest();
    for (let s = 0; s < k; s++) for (let c = 0; c < dimensions; c++) offsets.set(s, c, 2 * random.uniform() - 1);
    ratios[r] = -logVolumeRatio(offsets);
  }
  ratios.sort();
  const threshold = ratios[Math.floor(falseCorrections * simulations)];
  thresholds.set(key, threshold);
  return threshold;
}
