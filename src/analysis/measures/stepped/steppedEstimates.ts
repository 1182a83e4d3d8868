import type { NatsEstimate } from '../natsEstimate';
import { annealedEstimates } from './annealedEstimates';
import { gaussianEstimates } from '../latent/gaussianEstimates';
import { conditionalMemory } from './conditionalMemory';
import { steppedLayers, type SteppedSnapshot } from './steppedLayers';

export interface SteppedEstimates {
  /** I(X;H) again, in place of what is there. */
  readonly better: readonly NatsEstimate[];
  /** The conditional memory curves. */
  readonly conditional: readonly NatsEstimate[];
}

/** The part of `analysis.budget` that either of the two takes, besides what mixtures took. */
const share = 1;

/**
 * What running the network on from any state gives, within the budget: annealing where mixtures leave I(X;H) open, over
 * symbols or over Gaussian inputs, and memory given all later inputs.
 * @throws CancelledError
 */
export async function steppedEstimates(snapshot: SteppedSnapshot, signal?: AbortSignal): Promise<SteppedEstimates> {
  const { config } = snapshot;
  const { budget, quantities } = config.analysis;
  const wants = (quantity: 'inputInformation' | 'conditionalMemory'): boolean => quantities?.includes(quantity) ?? true;
  if (budget === 0) return { better: [], conditional: [] };
  const layers = await steppedLayers(snapshot);
  const seconds = share * budget;
  return {
    better: wants('inputInformation')
      ? [
          ...(await annealedEstimates(layers, seconds, config.seed, signal)),
          ...(await gaussianEstimates(snapshot, seconds, signal)),
        ]
      : [],
    conditional: wants('conditionalMemory') ? await conditionalMemory(layers, config, seconds, signal) : [],
  };
}
