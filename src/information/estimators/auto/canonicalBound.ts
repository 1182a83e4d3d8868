import { breathe } from '../../../base/cancellation';
import { cholesky, solveLower, solveUpper, type CholeskyFactor } from '../../numerics/cholesky';
import { crossProduct } from '../../numerics/products';
import { Breather } from '../../numerics/breather';
import { foldsOf, type Fold } from '../probe/folds';
import { standardise } from '../probe/features';
import type { MappedPoints } from './featureMaps';

const folds = 5;
const ridge = 0.02;

/** Held-out bounds in nats: one row per number of canonical pairs 1, 2, ..., with one value per fold. */
export type HeldOutBounds = readonly Float64Array[];

/**
 * Lower bounds on I(X;Y) from canonical pairs of features. The directions and correlations are learned outside each
 * fold. On the fold, the log density ratio of Gaussian pairs with these correlations is the critic T of Donsker and
 * Varadhan's bound, E_joint[T] - ln E_product[e^T], with the product over all pairs of the fold's rows. A wrong critic
 * can only lower the bound, whatever the features.
 */
export async function canonicalBounds(
  x: MappedPoints,
  y: MappedPoints,
  samples: number,
  pairs: number,
  signal?: AbortSignal,
): Promise<HeldOutBounds> {
  const fx = { ...x, rows: standardise(x.rows, samples, x.width) };
  const fy = { ...y, rows: standardise(y.rows, samples, y.width) };
  const most = Math.min(pairs, x.width, y.width);
  const bounds = Array.from({ length: most }, () => new Float64Array(folds));
  const parts = foldsOf(samples, folds);
  const sums = await foldSums(fx, fy, parts, signal);
  for (const [f, fold] of parts.entries()) {
    const [dx, dy] = await canonicalDirections(fx.width, fy.width, sums.outside(f), most, signal);
    const u = variates(fx, dx, most, samples, fold);
    const v = variates(fy, dy, most, samples, fold);
    (await heldOutBounds(u, v, most, fold.to - fold.from, new Breather(signal))).forEach(
      (bound, pair) => (bounds[pair][f] = bound),
    );
    await breathe(signal);
  }
  return bounds;
}

/** Sums of products within X, within Y and between them. */
interface Sums {
  readonly xx: Float64Array;
  readonly yy: Float64Array;
  readonly xy: Float64Array;
}

/** The mean products of the rows outside each fold, from sums over the folds: every row is multiplied once. */
async function foldSums(
  x: MappedPoints,
  y: MappedPoints,
  parts: readonly Fold[],
  signal?: AbortSignal,
): Promise<{ outside(fold: number): Sums }> {
  const product = (a: MappedPoints, b: MappedPoints, { from, to }: Fold): Float64Array => {
    const left = a.rows.subarray(from * a.width, to * a.width);
    return crossProduct(
      left,
      a.width,
      a === b ? left : b.rows.subarray(from * b.width, to * b.width),
      b.width,
      to - from,
    );
  };
  const ofFolds: Sums[] = [];
  for (const fold of parts) {
    ofFolds.push({ xx: product(x, x, fold), yy: product(y, y, fold), xy: product(x, y, fold) });
    await breathe(signal);
  }
  const outside = (fold: number, of: keyof Sums): Float64Array => {
    const mean = new Float64Array(ofFolds[0][of].length);
    const { from, to } = parts[fold];
    const count = parts[parts.length - 1].to - (to - from);
    ofFolds.forEach((sums, other) => {
      if (other !== fold) for (let at = 0; at < mean.length; at++) mean[at] += sums[of][at] / count;
    });
    return mean;
  };
  return { outside: (fold) => ({ xx: outside(fold, 'xx'), yy: outside(fold, 'yy'), xy: outside(fold, 'xy') }) };
}

/** Directions of the strongest canonical pairs, from mean products: [width, pairs] for each side. */
async function canonicalDirections(
  widthX: number,
  widthY: number,
  { xx, yy, xy: cross }: Sums,
  pairs: number,
  signal?: AbortSignal,
): Promise<[Float64Array, Float64Array]> {
  const factorOf = (covariance: Float64Array, width: number): CholeskyFactor => {
    for (let j = 0; j < width; j++) covariance[j * width + j] += ridge;
    return cholesky(covariance, width, 0);
  };
  const lx = factorOf(xx, widthX);
  await breathe(signal);
  const ly = factorOf(yy, widthY);
  await breathe(signal);
  solveLower(lx, cross, widthY);
  const turned = transpose(cross, widthX, widthY);
  solveLower(ly, turned, widthX);
  // Row-major [widthY, widthX]: K^T of the whitened cross covariance K.
  const right = topSubspace(turned, widthY, widthX, pairs);
  const left = new Float64Array(widthY * pairs);
  for (let i = 0; i < widthY; i++) {
    for (let j = 0; j < widthX; j++)
      for (let k = 0; k < pairs; k++) left[i * pairs + k] += turned[i * widthX + j] * right[j * pairs + k];
  }
  solveUpper(lx, right, pairs);
  solveUpper(ly, left, pairs);
  return [right, left];
}

function transpose(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(matrix.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = matrix[i * columns + j];
  return out;
}

/**
 * The strongest right singular vectors of a matrix [rows, columns], by orthogonal iteration on the fourth power of its
 * Gram matrix: [columns, count].
 */
function topSubspace(matrix: Float64Array, rows: number, columns: number, count: number): Float64Array {
  let power = crossProduct(matrix, columns, matrix, columns, rows);
  for (let doubling = 0; doubling < 2; doubling++) power = crossProduct(power, columns, power, columns, columns);
  let basis = new Float64Array(columns * count);
  for (let j = 0; j < columns; j++)
    for (let k = 0; k < count; k++)
      basis[j * count + k] = Math.cos((j + 1) * (k + 1) * 1.7) + (j % count === k ? 1 : 0);
  for (let turn = 0; turn < 10; turn++) {
    orthonormalise(basis, columns, count);
    const image = new Float64Array(columns * count);
    for (let i = 0; i < columns; i++) {
      for (let j = 0; j < columns; j++)
        for (let k = 0; k < count; k++) image[i * count + k] += power[i * columns + j] * basis[j * count + k];
    }
    basis = image;
  }
  orthonormalise(basis, columns, count);
  return basis;
}

function orthonormalise(basis: Float64Array, size: number, count: number): void {
  for (let k = 0; k < count; k++) {
    for (let other = 0; other < k; other++) {
      let dot = 0;
      for (let j = 0; j < size; j++) dot += basis[j * count + k] * basis[j * count + other];
      for (let j = 0; j < size; j++) basis[j * count + k] -= dot * basis[j * count + other];
    }
    let squares = 0;
    for (let j = 0; j < size; j++) squares += basis[j * count + k] ** 2;
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let j = 0; j < size; j++) basis[j * count + k] *= scale;
  }
}

/** Canonical variates of the held-out rows, [rows, pairs], in units of their standard deviation outside the fold. */
function variates(
  { rows, width }: MappedPoints,
  directions: Float64Array,
  pairs: number,
  samples: number,
  fold: Fold,
): Float64Array {
  const all = new Float64Array(samples * pairs);
  for (let i = 0; i < samples; i++) {
    for (let j = 0; j < width; j++) {
      const value = rows[i * width + j];
      if (value !== 0) for (let k = 0; k < pairs; k++) all[i * pairs + k] += value * directions[j * pairs + k];
    }
  }
  const heldOut = all.slice(fold.from * pairs, fold.to * pairs);
  for (let k = 0; k < pairs; k++) {
    let squares = 0;
    for (let i = 0; i < samples; i++) if (i < fold.from || i >= fold.to) squares += all[i * pairs + k] ** 2;
    const scale = squares > 0 ? Math.sqrt((samples - (fold.to - fold.from)) / squares) : 0;
    for (let i = k; i < heldOut.length; i += pairs) heldOut[i] *= scale;
  }
  return heldOut;
}

/**
 * Donsker-Varadhan bounds with the first 1, 2, ... pairs. The correlations are computed on the held-out rows
 * themselves. They are one number per pair, so this raises the bound by only 1/2N per pair, and it removes the optimism
 * of the search for directions.
 */
async function heldOutBounds(
  u: Float64Array,
  v: Float64Array,
  pairs: number,
  rows: number,
  breather: Breather,
): Promise<number[]> {
  const tilt = new Float64Array(pairs);
  const shrink = new Float64Array(pairs);
  const offset = new Float64Array(pairs);
  for (let k = 0; k < pairs; k++) {
    let uu = 0;
    let vv = 0;
    let uv = 0;
    for (let i = k; i < u.length; i += pairs) {
      uu += u[i] ** 2;
      vv += v[i] ** 2;
      uv += u[i] * v[i];
    }
    const r = uv > 0 ? Math.min(0.999, uv / Math.sqrt(uu * vv)) : 0;
    tilt[k] = r / (1 - r * r);
    shrink[k] = (r * r) / (2 * (1 - r * r));
    offset[k] = -Math.log(1 - r * r) / 2;
  }
  const joint = new Float64Array(pairs);
  const product = new Float64Array(pairs);
  for (let i = 0; i < rows; i++) {
    if ((i & 15) === 0 && breather.due()) await breather.rest();
    for (let j = 0; j < rows; j++) {
      let critic = 0;
      for (let k = 0; k < pairs; k++) {
        const a = u[i * pairs + k];
        const b = v[j * pairs + k];
        critic += tilt[k] * a * b - shrink[k] * (a * a + b * b) + offset[k];
        if (i === j) joint[k] += critic / rows;
        else product[k] += Math.exp(critic);
      }
    }
  }
  return Array.from(joint, (value, k) => value - Math.log(product[k] / (rows * (rows - 1))));
}
