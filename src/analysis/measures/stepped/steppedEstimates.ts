import { gaussianEstimates } from '../latent/gaussianEstimates';
import type { NatsEstimate } from '../natsEstimate';
import { drawnEstimates } from '../trajectories/drawnEstimates';
import { annealedEstimates } from './annealedEstimates';
import { conditionalMemory } from './conditionalMemory';
import { steppedLayers, type SteppedSnapshot } from './steppedLayers';

export interface SteppedEstimates {
  /** I(X;H) again, in place of what is there. */
  readonly better: readonly NatsEstimate[];
  /** The conditional memory curves, and I(X;H) of layers that had none. */
  readonly more: readonly NatsEstimate[];
}

/** The part of `analysis.budget` that either of the two takes, besides what mixtures took. */
const share = 1;

/**
 * What running the network on from any state gives, within the budget: annealing where mixtures leave I(X;H) open, over
 * symbols or over Gaussian inputs; states that are drawn inside their recurrence; memory given all later inputs.
 * @throws CancelledError
 */
export async function steppedEstimates(snapshot: SteppedSnapshot, signal?: AbortSignal): Promise<SteppedEstimates> {
  const { config } = snapshot;
  const { budget, quantities } = config.analysis;
  const wants = (quantity: 'inputInformation' | 'conditionalMemory'): boolean => quantities?.includes(quantity) ?? true;
  if (budget === 0) return { better: [], more: [] };
  const layers = await steppedLayers(snapshot);
  const seconds = share * budget;
  const drawn = wants('inputInformation') ? await drawnEstimates(snapshot, seconds, signal) : undefined;
  return {
    better: wants('inputInformation')
      ? [
          ...(await annealedEstimates(layers, seconds, config.seed, signal)),
          ...(await gaussianEstimates(snapshot, seconds, signal)),
          ...(drawn?.better ?? []),
        ]
      : [],
    more: [
      ...(drawn?.more ?? []),
      ...(wants('conditionalMemory') ? await conditionalMemory(layers, config, seconds, signal) : []),
    ],
  };
}
