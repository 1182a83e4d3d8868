import { gaussianEstimates } from '../latent/gaussianEstimates';
import { partEstimates } from '../latent/partEstimates';
import type { NatsEstimate } from '../natsEstimate';
import { drawnEstimates } from '../trajectories/drawnEstimates';
import { annealedEstimates } from './annealedEstimates';
import { conditionalMemory } from './conditionalMemory';
import { steppedLayers, type SteppedSnapshot } from './steppedLayers';

export interface SteppedEstimates {
  /** I(X;H) again, and what states drawn inside their recurrence tell, in place of what is there. */
  readonly better: readonly NatsEstimate[];
  /** The conditional memory curves, and I(X;H) of layers that had none. */
  readonly more: readonly NatsEstimate[];
}

/** The part of `analysis.budget` that either of the two takes, besides what mixtures took. */
const share = 1;
/** The part of this for memory and predictive information of Gaussian inputs. */
const ofParts = 0.5;

/**
 * Memory given all later inputs, which asks for nothing that is sharpened.
 * @throws CancelledError
 */
export async function memoryByStep(snapshot: SteppedSnapshot, signal?: AbortSignal): Promise<readonly NatsEstimate[]> {
  const { config } = snapshot;
  const { budget, quantities } = config.analysis;
  if (budget === 0 || quantities?.includes('conditionalMemory') === false) return [];
  return conditionalMemory(await steppedLayers(snapshot), config, share * budget, signal);
}

/**
 * What running the network on from any state gives, within the budget: annealing where mixtures leave I(X;H) open, over
 * symbols or over Gaussian inputs; memory and predictive information of Gaussian inputs; states that are drawn inside
 * their recurrence.
 * @param memory given all later inputs
 * @param passed called with the share of the work (0 ... 1) that is done
 * @throws CancelledError
 */
export async function steppedEstimates(
  snapshot: SteppedSnapshot,
  memory: Promise<readonly NatsEstimate[]>,
  passed: (share: number) => void,
  signal?: AbortSignal,
): Promise<SteppedEstimates> {
  const { config } = snapshot;
  const { budget, quantities } = config.analysis;
  const wantsInput = quantities?.includes('inputInformation') ?? true;
  if (budget === 0) return { better: [], more: [] };
  const layers = await steppedLayers(snapshot);
  const seconds = share * budget;
  const drawn = await drawnEstimates(snapshot, seconds, signal, { input: wantsInput });
  passed(0.2);
  const annealed = wantsInput ? await annealedEstimates(layers, seconds, config.seed, signal) : [];
  passed(0.5);
  const gaussian = wantsInput ? await gaussianEstimates(snapshot, seconds, signal) : [];
  passed(0.7);
  const parts = await partEstimates(snapshot, ofParts * seconds, signal);
  passed(0.8);
  return { better: [...annealed, ...gaussian, ...parts, ...drawn.better], more: [...drawn.more, ...(await memory)] };
}
