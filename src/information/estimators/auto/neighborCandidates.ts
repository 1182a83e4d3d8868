import type { PreparedVariable } from '../../job/preparedVariable';
import type { EstimatorOptions } from '../../types/estimate';
import type { Measurement } from '../../types/measurement';
import type { Variable } from '../../types/variable';
import { createNeighborWorkspace } from '../neighbors';
import { neighborInterval, withDrift } from '../neighbors/neighborMeasurement';
import { defaultNeighbors } from '../neighbors/neighborChecks';
import { coarseNeighbors, withResolution } from '../neighbors/resolution';
import { spreadRows, takeRows } from './spreadRows';

/** The largest number of rows for neighbours: two columns are searched quickly, more are not. */
const mostNeighborRows = 200_000;
const mostFarNeighborRows = 20_000;
const manyTies = 0.1;
/**
 * The share of a value from which on a rise with nearer neighbours leaves it open. Of smooth densities much of a
 * smaller one is the curvature within the farther balls, which is gone within the near ones.
 */
const openOfDensities = 0.15;

/** Columns of both sides, row-major. */
interface Sides {
  readonly samples: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly dimX: number;
  readonly dimY: number;
}

/** KSG 1 on normal scores (mixed KSG where many values repeat). */
export function onScores(
  x: PreparedVariable,
  y: PreparedVariable,
  options: EstimatorOptions,
  signal?: AbortSignal,
): Promise<Measurement> {
  const { samples, dimensions } = x.variable;
  const rows = spreadRows(samples, dimensions + y.variable.dimensions <= 2 ? mostNeighborRows : mostFarNeighborRows);
  const taken = ({ scores, variable }: PreparedVariable): Float64Array =>
    rows.length === samples ? scores : takeRows({ values: scores, dimensions: variable.dimensions }, rows);
  const sides = { samples: rows.length, x: taken(x), y: taken(y), dimX: dimensions, dimY: y.variable.dimensions };
  return byNeighbors(sides, hasTies(x, y), options, signal, true);
}

export const hasTies = (x: PreparedVariable, y: PreparedVariable): boolean =>
  Math.max(x.tieShare, y.tieShare) > manyTies;

/** I(X;Y) of some columns in nats by neighbours. @param resolved whether farther neighbours are asked as well */
export async function byNeighbors(
  { samples, x, y, dimX, dimY }: Sides,
  tied: boolean,
  options: EstimatorOptions,
  signal?: AbortSignal,
  resolved = false,
): Promise<Measurement> {
  const variables: Variable[] = [
    { name: 'X', kind: 'continuous', samples, dimensions: dimX, values: x },
    { name: 'Y', kind: 'continuous', samples, dimensions: dimY, values: y },
  ];
  const estimator = tied ? 'mixedKsg' : 'ksg1';
  const workspace = createNeighborWorkspace(variables);
  const fine = await workspace.estimate(0, 1, { ...options, estimator }, signal);
  const measured: Measurement = { ...neighborInterval(fine), estimator };
  if (options.effort !== 'thorough') return measured;
  const drifted = await withDrift(measured, variables, { ...options, estimator }, signal);
  const neighbors = resolved ? coarseNeighbors(options.neighbors ?? defaultNeighbors, samples) : undefined;
  if (neighbors === undefined) return drifted;
  const coarse = await workspace.estimate(0, 1, { ...options, estimator, neighbors }, signal);
  return withResolution(drifted, fine, coarse, { share: openOfDensities });
}

/** The first columns of a side [samples, dimensions]. */
export function firstColumns(values: Float64Array, samples: number, dimensions: number, count: number): Float64Array {
  if (count >= dimensions) return values;
  const out = new Float64Array(samples * count);
  for (let i = 0; i < samples; i++) for (let j = 0; j < count; j++) out[i * count + j] = values[i * dimensions + j];
  return out;
}
