import { Random } from '../../../base/random';
import { annealedInformation } from '../../../information/estimators/known/annealing/annealedInformation';
import { closeEnough } from '../../../information/estimators/known/fromRatios';
import { amount } from '../../../information/types/warnings';
import { analysisReason } from '../../../result/reasons';
import type { NatsEstimate } from '../natsEstimate';
import { together } from './together';
import { multiplicationsASecond, type SteppedLayer } from './steppedLayers';

/** At most so many states are annealed. */
const mostStates = 1024;

/**
 * I(X;H) of the last step by annealing over symbol histories, where a mixture of histories left its two bounds apart:
 * far above the log of their number. Both intervals hold, so that what they have in common is kept.
 * @throws CancelledError
 */
export async function annealedEstimates(
  layers: readonly SteppedLayer[],
  seconds: number,
  seed: number,
  signal?: AbortSignal,
): Promise<NatsEstimate[]> {
  const open = layers.filter(({ whole }) => whole.bound !== 'none' && width(whole) > closeEnough);
  const better: NatsEstimate[] = [];
  for (const { layer, whole, network, source, deviation } of open) {
    const found = await annealedInformation(
      network,
      source,
      deviation,
      { budget: (seconds * multiplicationsASecond) / open.length, close: closeEnough, mostStates },
      new Random(seed).fork(`annealing of ${layer}`),
      signal,
    );
    if (!found || (found.low <= whole.low && found.high >= whole.high)) continue;
    const why =
      found.by === 'ladder'
        ? analysisReason('annealed', found.states, found.rungs, found.chains, amount(found.gap, 2))
        : analysisReason('transitions', found.states, found.rungs, amount(found.gap, 2));
    better.push(together(whole, found, why));
  }
  return better;
}

const width = ({ low, high }: NatsEstimate): number => high - low;
