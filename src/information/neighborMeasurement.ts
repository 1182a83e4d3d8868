import { finiteGaussianInformation } from './copula/gaussianInformation';
import type { EstimatorName, EstimatorOptions } from './estimate';
import { meanAndVariance, type Measurement } from './measurement';
import type { Shared } from './measurePair';
import type { NeighborEstimate } from './neighbors';
import type { PreparedVariable } from './preparedVariable';
import { z95 } from './special';

type NeighborName = Extract<EstimatorName, 'ksg1' | 'ksg2' | 'lnc' | 'ross' | 'mixedKsg'>;

/**
 * Contributions of samples that share neighbours are not independent: their mean varies this much more than their spread says
 * (measured on Gaussian pairs and on mixtures at N = 200 to 5000, k = 3 to 10: 1.2 to 1.35).
 */
const sharedNeighbors = 1.3;

/** Beyond so many columns together the workspace warns anyway, and covariances would cost more than the neighbours do. */
const mostComparedColumns = 32;

/** The 95 % interval that the samples' contributions give. */
export function neighborInterval({ nats, warnings, local }: NeighborEstimate): Measurement {
  const spread = local === undefined ? Math.abs(nats) : sharedNeighbors * z95 * Math.sqrt(meanAndVariance(local).variance / local.length);
  return { nats, low: nats - spread, high: nats + spread, bound: 'none', warnings };
}

/** A neighbour estimate with the interval that its samples' contributions give; kinds that the estimator is not for get its relative. */
export async function neighborMeasurement(
  x: PreparedVariable, y: PreparedVariable, options: EstimatorOptions & { readonly estimator: NeighborName }, shared: Shared, signal?: AbortSignal,
): Promise<Measurement> {
  const { estimator, warning } = standIn(x, y, options.estimator);
  const estimate = neighborInterval(await shared.neighbors().estimate(shared.indexOf(x), shared.indexOf(y), { ...options, estimator }, signal));
  const measured: Measurement = { ...estimate, estimator, warnings: warning === undefined ? estimate.warnings : [warning, ...estimate.warnings] };
  return x.variable.kind === 'continuous' && y.variable.kind === 'continuous' ? againstCopula(measured, x, y) : measured;
}

/**
 * With several columns neighbours are far apart and the estimate falls short. The Gaussian copula sees only monotone dependence; where it
 * reads clearly more all the same, the interval reaches up to it.
 */
function againstCopula(measured: Measurement, x: PreparedVariable, y: PreparedVariable): Measurement {
  const columns = x.variable.dimensions + y.variable.dimensions;
  if (columns <= 2 || columns > mostComparedColumns || x.variable.samples <= columns + 2 || Math.max(x.tieShare, y.tieShare) > 0.1) return measured;
  const copula = finiteGaussianInformation(x.copulaPart, y.copulaPart);
  if (copula === undefined || copula.nats <= measured.high) return measured;
  return {
    ...measured, high: copula.high,
    warnings: [...measured.warnings, `The Gaussian copula, which sees less, reads ${copula.nats.toFixed(3)} nats: neighbours in ${columns} columns lie too far apart, and this value is too low.`],
  };
}

function standIn(x: PreparedVariable, y: PreparedVariable, asked: NeighborName): { estimator: NeighborName; warning?: string } {
  const discrete = [x, y].filter(({ variable }) => variable.kind === 'discrete').map(({ variable }) => `"${variable.name}"`);
  if (asked === 'mixedKsg' || (asked === 'ross') === (discrete.length === 1)) {
    if (asked === 'mixedKsg' || discrete.length < 2) return { estimator: asked };
  }
  if (discrete.length === 0) return { estimator: 'ksg1', warning: 'ross is for a discrete variable and a continuous one; both are continuous here, so ksg1 stands in.' };
  if (discrete.length === 1) return { estimator: 'ross', warning: `${asked} is for continuous variables; ${discrete[0]} is discrete, so ross stands in.` };
  return { estimator: 'mixedKsg', warning: `${asked} is for continuous variables; both are discrete here, so mixedKsg stands in.` };
}
