import type { EstimatorName, EstimatorOptions } from './estimate';
import { meanAndVariance, type Measurement } from './measurement';
import type { Shared } from './measurePair';
import type { PreparedVariable } from './preparedVariable';
import { z95 } from './special';

type NeighborName = Extract<EstimatorName, 'ksg1' | 'ksg2' | 'lnc' | 'ross' | 'mixedKsg'>;

/** A neighbour estimate with the interval that its samples' contributions give; kinds that the estimator is not for get its relative. */
export async function neighborMeasurement(
  x: PreparedVariable, y: PreparedVariable, options: EstimatorOptions & { readonly estimator: NeighborName }, shared: Shared, signal?: AbortSignal,
): Promise<Measurement> {
  const { estimator, warning } = standIn(x, y, options.estimator);
  const { nats, warnings, local } = await shared.neighbors().estimate(shared.indexOf(x), shared.indexOf(y), { ...options, estimator }, signal);
  const spread = local === undefined ? Math.abs(nats) : z95 * Math.sqrt(meanAndVariance(local).variance / local.length);
  return { nats, low: nats - spread, high: nats + spread, bound: 'none', estimator, warnings: warning === undefined ? warnings : [warning, ...warnings] };
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
