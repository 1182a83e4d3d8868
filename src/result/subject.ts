import type { Estimate } from './estimate';

/**
 * What an estimate is filed under: the layer whose state it is of (of two layers the one nearer the input), or 'X' or
 * 'Y' where it is of the data alone. Any other place that needs to know asks here.
 */
export function subjectOf({ quantity, source, target }: Pick<Estimate, 'quantity' | 'source' | 'target'>): string {
  switch (quantity) {
    case 'outputInformation':
    case 'predictiveInformation':
    case 'relevance':
    case 'layerInformation':
    case 'entropy':
      return source;
    case 'inputInformation':
    case 'historyInformation':
    case 'memory':
    case 'memoryNull':
    case 'lagRelevance':
    case 'stateCapacity':
    case 'rate':
    case 'infomax':
      return target;
  }
}

/**
 * Whether charts and sentences go by this estimate: the analysis's own estimator, on held-out sequences; of the
 * targets, Y.
 */
export const isMain = (estimate: Pick<Estimate, 'beside' | 'set' | 'quantity' | 'target'>): boolean =>
  estimate.beside === undefined && estimate.set === undefined && !isFurtherTarget(estimate);

/** Whether it is of what a layer holds about another head's target than Y. */
export const isFurtherTarget = ({ quantity, target }: Pick<Estimate, 'quantity' | 'target'>): boolean =>
  quantity === 'outputInformation' && target !== 'Y';
