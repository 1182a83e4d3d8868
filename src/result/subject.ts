import type { Estimate } from './estimate';

/**
 * The subject under which an estimate is filed: the layer of its state (of two layers the one nearer the input), or 'X'
 * or 'Y' where it belongs to the data alone. All code that needs a subject calls this function.
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
    case 'conditionalMemory':
    case 'memoryNull':
    case 'lagRelevance':
    case 'stateCapacity':
    case 'rate':
    case 'infomax':
      return target;
  }
}

/**
 * Whether charts and sentences use this estimate: the main estimator, on held-out sequences, of what layers hand on,
 * and of the targets only Y.
 */
export const isMain = (estimate: Pick<Estimate, 'beside' | 'set' | 'quantity' | 'target' | 'variable'>): boolean =>
  estimate.variable === undefined && isByMainEstimator(estimate);

/** The same of what layers hand on or of their whole states. */
export const isByMainEstimator = (estimate: Pick<Estimate, 'beside' | 'set' | 'quantity' | 'target'>): boolean =>
  estimate.beside === undefined && estimate.set === undefined && !isFurtherTarget(estimate);

/** Whether it is a layer's information about a head's target other than Y. */
export const isFurtherTarget = ({ quantity, target }: Pick<Estimate, 'quantity' | 'target'>): boolean =>
  quantity === 'outputInformation' && target !== 'Y';
