import { UserError } from '../../../base/userError';
import { determines, finiteGaussianInformation } from '../copula/gaussianInformation';
import type { EstimatorOptions } from '../../types/estimate';
import { meanAndVariance, type Measurement } from '../../types/measurement';
import type { Measure } from '../measure';
import { entryOf, pairKind } from '../lookUp';
import type { EstimatorOf } from '../table';
import { createNeighborWorkspace, type NeighborEstimate } from '.';
import { defaultNeighbors } from './neighborChecks';
import type { NeighborOptions } from './neighborEstimate';
import { coarseNeighbors, withResolution } from './resolution';
import type { PreparedVariable } from '../../job/preparedVariable';
import { amount, warning, type InformationWarning } from '../../types/warnings';
import { z95 } from '../../numerics/special';
import type { Variable } from '../../types/variable';

type NeighborName = EstimatorOf<'neighbors'>;

/**
 * Samples that share neighbours have dependent contributions. The standard error of the mean is larger by this factor
 * (measured on Gaussian pairs and on mixtures at N = 200 to 5000, k = 3 to 10: 1.2 to 1.35).
 */
const sharedNeighbors = 1.3;

/**
 * With more joint columns than this the workspace warns anyway, and covariances would cost more than the neighbours.
 */
const mostComparedColumns = 32;

/**
 * The share of a value from which on a rise with nearer neighbours leaves it open: of classes that meet at surfaces, it
 * is about the part that is still missing.
 */
const openOfClasses = 0.05;

/** The estimate with the 95 % interval from the contributions of its samples. */
export function neighborInterval({ nats, warnings, local }: NeighborEstimate): Measurement {
  const spread =
    local === undefined
      ? Math.abs(nats)
      : sharedNeighbors * z95 * Math.sqrt(meanAndVariance(local).variance / local.length);
  return { nats, low: nats - spread, high: nats + spread, bound: 'none', warnings };
}

/**
 * The number of parts that the samples are split into to see the drift of the value, and the fewest samples of a part.
 */
const parts = 4;
const fewestOfAPart = 50;

/**
 * The measurement, its interval widened by the drift of the value with N. A bias that falls as 1/sqrt(N), the slowest
 * for neighbours in few columns, equals the difference between the whole and the mean of its quarters.
 * @throws CancelledError
 */
export async function withDrift(
  measured: Measurement,
  variables: readonly Variable[],
  options: EstimatorOptions & { readonly estimator: NeighborName },
  signal?: AbortSignal,
): Promise<Measurement> {
  if (variables[0].samples < parts * fewestOfAPart) return measured;
  let mean = 0;
  for (let part = 0; part < parts; part++) {
    const some = variables.map((variable) => everyFourth(variable, part));
    try {
      mean += (await createNeighborWorkspace(some).estimate(0, 1, options, signal)).nats / parts;
    } catch (error) {
      // A part may be too small even where the whole is large enough.
      if (error instanceof UserError) return measured;
      throw error;
    }
  }
  const drift = measured.nats - mean;
  // Without drift the mean of the parts still varies by about one standard error of the whole.
  const reach = Math.max(0, Math.abs(drift) - (measured.high - measured.low) / (2 * z95));
  return drift < 0 ? { ...measured, low: measured.low - reach } : { ...measured, high: measured.high + reach };
}

function everyFourth({ name, kind, values, samples, dimensions }: Variable, first: number): Variable {
  const count = Math.ceil((samples - first) / parts);
  const rows = new Float64Array(count * dimensions);
  for (let i = 0; i < count; i++)
    rows.set(values.subarray((parts * i + first) * dimensions, (parts * i + first + 1) * dimensions), i * dimensions);
  return { name, kind, values: rows, samples: count, dimensions };
}

/**
 * A neighbour estimate with the interval from the contributions of its samples. For kinds of variables that the
 * estimator is not for, a related one is used.
 */
export const neighborMeasurement: Measure<NeighborName> = async (x, y, options, shared, signal) => {
  const { estimator, note } = standIn(x, y, options.estimator);
  const by = (how: NeighborOptions): Promise<NeighborEstimate> =>
    shared.neighbors().estimate(shared.indexOf(x), shared.indexOf(y), how, signal);
  const fine = await by({ ...options, estimator });
  const interval = neighborInterval(fine);
  const neighbors = coarseNeighbors(options.neighbors ?? defaultNeighbors, x.variable.samples);
  const resolved =
    estimator === 'ross' && options.effort === 'thorough' && neighbors !== undefined
      ? withResolution(interval, fine, await by({ ...options, estimator, neighbors }), {
          share: openOfClasses,
          columns: (x.variable.kind === 'continuous' ? x : y).variable.dimensions,
        })
      : interval;
  const measured = { ...resolved, estimator };
  const warned = note === undefined ? measured : { ...measured, warnings: [note, ...measured.warnings] };
  if (x.variable.kind === 'discrete' || y.variable.kind === 'discrete') return warned;
  if (options.effort !== 'thorough') return againstCopula(warned, x, y);
  return againstCopula(
    orderWarning(await withDrift(warned, [x.variable, y.variable], { ...options, estimator }, signal), x, y),
    x,
    y,
  );
};

/**
 * A neighbour estimate is finite even where the information is infinite. It then depends only on the number of samples.
 */
function orderWarning(measured: Measurement, x: PreparedVariable, y: PreparedVariable): Measurement {
  if (Math.max(x.tieShare, y.tieShare) > 0.1 || !determines(x.copulaPart, y.copulaPart)) return measured;
  return { ...measured, warnings: [...measured.warnings, warning('sharedOrder', x.variable.name, y.variable.name)] };
}

/**
 * With several columns neighbours are far apart and the estimate falls short. The Gaussian copula sees only monotone
 * dependence; where it still reads clearly more, the upper limit is raised to it.
 */
function againstCopula(measured: Measurement, x: PreparedVariable, y: PreparedVariable): Measurement {
  const columns = x.variable.dimensions + y.variable.dimensions;
  if (
    columns <= 2 ||
    columns > mostComparedColumns ||
    x.variable.samples <= columns + 2 ||
    Math.max(x.tieShare, y.tieShare) > 0.1
  )
    return measured;
  const copula = finiteGaussianInformation(x.copulaPart, y.copulaPart);
  if (copula === undefined || copula.nats <= measured.high) return measured;
  return {
    ...measured,
    high: copula.high,
    warnings: [...measured.warnings, warning('belowCopula', amount(copula.nats), columns)],
  };
}

/** The estimator of the family for this kind of pair. */
function standIn(
  x: PreparedVariable,
  y: PreparedVariable,
  requested: NeighborName,
): { estimator: NeighborName; note?: InformationWarning } {
  const kind = pairKind(x.variable, y.variable);
  if (entryOf(requested).pairs.includes(kind)) return { estimator: requested };
  switch (kind) {
    case 'continuous':
      return { estimator: 'ksg1', note: warning('standInBothContinuous', requested, 'ksg1') };
    case 'mixed': {
      const { name } = x.variable.kind === 'discrete' ? x.variable : y.variable;
      return { estimator: 'ross', note: warning('standInOneDiscrete', requested, name, 'ross') };
    }
    case 'discrete':
      return { estimator: 'mixedKsg', note: warning('standInBothDiscrete', requested, 'mixedKsg') };
  }
}
