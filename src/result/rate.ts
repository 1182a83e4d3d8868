import { upperEnd } from './upperEnd';
import type { Estimate } from './estimate';
import type { ResultIndex } from './resultIndex';

/**
 * The rate of a code at the last step, an upper bound on I(X;Z): the KL to the mixture of all codes where that is
 * certainly lower than the KL to the prior, else the latter. Sentences, charts and sweeps all show this one number.
 */
export function tightestRate(index: ResultIndex, layer: string, epoch = index.lastEpoch): Estimate | undefined {
  const prior = index.atEnd('rate', layer, epoch);
  if (!prior) return undefined;
  const mixture = index
    .alsoWith('rate', layer)
    .findLast((bound) => bound.epoch === epoch && bound.bound === 'upper' && bound.time === prior.time);
  return mixture && upperEnd(mixture) < prior.value ? mixture : prior;
}
