import type { Warning } from '../../result/warnings';
import { knownConditionalInformation, leaveOneOutBound } from '../../information/estimators/known/knownConditional';
import type { LayerActivations } from '../../models/activations';
import { stateVariable } from '../plan/variables';
import type { NatsEstimate } from './natsEstimate';

/** The mixture evaluates a density for every pair of samples. */
const mostMixed = 4000;

/**
 * Two more bounds on I(X;Z) of every variational layer at its last step, besides the KL to its prior: the leave-one-out
 * mixture of the other codes from above (Poole et al. 2019, eq. 13), and InfoNCE with the known p(z|x) from below (the
 * same, section 2.5), which cannot exceed ln N. The truth lies between the smallest upper bound and the lower one.
 * @throws CancelledError
 */
export async function rateBounds(
  epoch: number,
  layers: readonly LayerActivations[],
  last: number,
  signal?: AbortSignal,
): Promise<NatsEstimate[]> {
  const estimates: NatsEstimate[] = [];
  for (const layer of layers) {
    if (layer.type !== 'bottleneck' || !layer.conditional) continue;
    const samples = Math.min(layer.samples, mostMixed);
    const state = stateVariable(
      layer,
      layer.length,
      Int32Array.from({ length: samples }, (_, i) => i),
      undefined,
    );
    const about = { quantity: 'rate', source: 'X', target: layer.layer, time: last, epoch, samples } as const;
    const upper = await leaveOneOutBound(state, signal);
    const lower = await knownConditionalInformation(state, signal);
    estimates.push(
      {
        ...about,
        value: upper.nats,
        low: upper.low,
        high: upper.high,
        estimator: 'leaveOneOut',
        beside: 'leaveOneOut',
        bound: 'upper',
        of: { kind: 'divergenceFromMixture' },
        ...warned(upper.warnings),
      },
      {
        ...about,
        value: lower.nats,
        low: lower.low,
        high: lower.high,
        estimator: 'knownConditional',
        beside: 'knownConditional',
        bound: 'lower',
        of: { kind: 'knownInfoNCE' },
        ...warned(lower.warnings),
      },
    );
  }
  return estimates;
}

const warned = (warnings: readonly Warning[]): { warnings?: readonly Warning[] } =>
  warnings.length > 0 ? { warnings } : {};
