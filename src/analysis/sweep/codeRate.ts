import { knownConditionalInformation, leaveOneOutBound } from '../../information/estimators/known/knownConditional';
import type { LayerActivations } from '../../models/activations';
import { stateVariable } from '../plan/variables';
import { layerRates } from '../measures/rates';

/**
 * `prior`: mean KL to the prior used in training. `leaveOneOut`: KL to the mixture of the other samples' codes (Poole
 * et al. 2019, eq. 13).
 */
export type RateEstimator = 'prior' | 'leaveOneOut';

/** The mixture evaluates a density for every pair of samples. */
const mostMixed = 4000;

/**
 * Bounds on I(X;Z) at a code's last step, nats. The KL to a normal prior includes the divergence of the code's own
 * distribution from that prior: two clusters of codes may cost half a bit for nothing. The rate is therefore the
 * mixture's where that is certainly lower, the prior's otherwise. For a state that is sampled inside a recurrent layer
 * both are bounds on I(X_{1:T},H_{1:T-1};H_T), which is at least I(X_{1:T};H_T); no lower bound on the latter is known.
 * Integer codes have their length by the learned density, the prior used in training, and attention that reads noisy
 * steps the KL of all of them: the density of what it makes of them has no closed form.
 * @throws CancelledError
 */
export async function codeRate(
  code: LayerActivations,
  samples: number,
  signal: AbortSignal,
): Promise<{ rate: number; rateLow: number; rateHigh: number; rateEstimator: RateEstimator; rateLower?: number }> {
  const prior = layerRates(0, [code], code.length).at(-1);
  if (!prior) throw new Error(`The layer "${code.layer}" has no known conditional density.`);
  if (code.density || code.stepNats)
    return { rate: prior.value, rateLow: prior.low, rateHigh: prior.high, rateEstimator: 'prior' };
  const rows = Int32Array.from({ length: Math.min(samples, mostMixed) }, (_, i) => i);
  const { transition } = code;
  const state = stateVariable(transition ? { ...code, conditional: transition } : code, code.length, rows, undefined);
  const mixture = await leaveOneOutBound(state, signal);
  const lower = transition ? {} : { rateLower: (await knownConditionalInformation(state, signal)).nats };
  return mixture.high < prior.value
    ? { rate: mixture.nats, rateLow: mixture.low, rateHigh: mixture.high, rateEstimator: 'leaveOneOut', ...lower }
    : { rate: prior.value, rateLow: prior.low, rateHigh: prior.high, rateEstimator: 'prior', ...lower };
}
