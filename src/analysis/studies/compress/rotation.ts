import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { Breather } from '../../../information/numerics/breather';
import type { NamedWeights } from '../../../models/model';
import { type Covariance, covarianceOf } from '../ranking/covariance';
import type { RankedStep } from '../ranking/pairwise';
import type { UnitAxis } from './unitBlocks';

/** New coordinates of the units of a layer, [units, units] row-major: `forward` maps a state into them. */
export interface Rotation {
  readonly forward: Float64Array;
  /** The inverse of `forward`. */
  readonly back: Float64Array;
}

/**
 * Principal components: uncorrelated coordinates, those of most variance first (Hotelling 1933). The mean covariance
 * over the steps has them, and equal noise on all units stays equal noise on all coordinates.
 * @throws CancelledError
 */
export async function principalRotation(steps: readonly RankedStep[], signal?: AbortSignal): Promise<Rotation> {
  const breather = new Breather(signal);
  const [{ count }] = steps;
  const all = Matrix.zeros(count, count);
  for (const { members, targets } of steps)
    add(all, await covarianceOf(members, targets[0].samples, count, breather), steps.length);
  const { vectors } = eigenOf(all);
  return { forward: flat(vectors), back: flat(vectors.transpose()) };
}

/** The steps with their members in the new coordinates. */
export const rotatedSteps = (steps: readonly RankedStep[], { forward }: Rotation): RankedStep[] =>
  steps.map((step) => {
    const { members, count, targets } = step;
    const rows = new Matrix(targets[0].samples, count);
    members.forEach((value, i) => rows.set(Math.floor(i / count), i % count, value));
    return { ...step, members: flat(rows.mmul(matrixOf(forward, count))) };
  });

/**
 * A network that computes the same with the units of a layer in the new coordinates: its own table is mapped into them,
 * and what reads the layer maps them back. Holds for a layer whose states are linear in its own arrays, as those of an
 * embedding are.
 */
export function withRotation(
  weights: NamedWeights,
  axes: readonly UnitAxis[],
  layer: string,
  { forward, back }: Rotation,
): NamedWeights {
  const arrays = { ...weights };
  for (const { array, axis } of axes) {
    const { shape, values } = arrays[array];
    const count = shape[axis];
    const isOwn = array.startsWith(`${layer}/`);
    // Own rows are states; rows of what reads them are weights of the units.
    const matrix = new Matrix(shape[0], shape[1]);
    values.forEach((value, i) => matrix.set(Math.floor(i / shape[1]), i % shape[1], value));
    const turned = isOwn ? matrix.mmul(matrixOf(forward, count)) : matrixOf(back, count).mmul(matrix);
    arrays[array] = { shape, values: Float32Array.from(turned.to1DArray()) };
  }
  return arrays;
}

/** Whether the arrays are matrices that a rotation of the units maps: own rows, and rows of the readers. */
export const canRotate = (weights: NamedWeights, axes: readonly UnitAxis[], layer: string): boolean =>
  axes.every(
    ({ array, axis, blocks }) =>
      weights[array].shape.length === 2 && blocks === 1 && axis === (array.startsWith(`${layer}/`) ? 1 : 0),
  );

function add(sum: Matrix, covariance: Covariance, parts: number): void {
  for (let j = 0; j < sum.rows; j++)
    for (let s = 0; s < sum.columns; s++) sum.set(j, s, sum.get(j, s) + covariance.at(j, s) / parts);
}

/** Eigenvectors as columns, those of the largest eigenvalues first; of each the largest entry is positive. */
function eigenOf(symmetric: Matrix): { vectors: Matrix; values: number[] } {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(symmetric, { assumeSymmetric: true });
  const order = realEigenvalues.map((_, j) => j).sort((a, b) => realEigenvalues[b] - realEigenvalues[a]);
  const vectors = eigenvectorMatrix.subMatrixColumn(order);
  const signs = order.map((_, j) => {
    const column = vectors.getColumn(j);
    return column.reduce((most, each) => (Math.abs(each) > Math.abs(most) ? each : most), 0) < 0 ? -1 : 1;
  });
  return { vectors: vectors.mulRowVector(signs), values: order.map((j) => realEigenvalues[j]) };
}

const matrixOf = (values: Float64Array, count: number): Matrix =>
  Matrix.from1DArray(count, values.length / count, Array.from(values));

const flat = (matrix: Matrix): Float64Array => Float64Array.from(matrix.to1DArray());
