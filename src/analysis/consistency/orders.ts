import type { NatsEstimate } from '../measures/natsEstimate';
import { isComplete, layerOf } from './inputLimits';
import { memoryGivenLater } from './lagLimits';
import { besideOutput } from './stateLimits';
import type { Snapshot } from './snapshot';

/**
 * The estimates that an estimate cannot exceed, by data processing (Cover and Thomas 2006, theorem 2.8.1) or the chain
 * rule (theorem 2.5.2), or because no variable tells more of another than there is (equation 2.40), under the
 * conditions of the theorems in `processingLimits` and `stateLimits`; whatever their ends rest on.
 */
export function moreThan(estimate: NatsEstimate, snapshot: Snapshot): NatsEstimate[] {
  const { quantity, source, target, time, beside, of } = estimate;
  const { dependence } = snapshot;
  if (time === undefined || beside !== undefined || of?.kind === 'drawn') return [];
  const input = (layer: string, at = time): NatsEstimate | undefined => snapshot.inputInformation(layer, estimate, at);
  const found = (): (NatsEstimate | undefined)[] => {
    switch (quantity) {
      case 'memory':
        return [input(target), memoryGivenLater(estimate, snapshot)];
      case 'conditionalMemory':
        return [input(target)];
      case 'inputInformation':
        return dependence.codesBelow(target).map((code) => input(code));
      case 'predictiveInformation':
        return dependence.isOfInput(source) ? [input(source)] : [];
      case 'outputInformation':
      case 'relevance':
        return [
          ...(target === 'Y' ? [snapshot.targetEntropy(estimate)] : []),
          ...dependence.codesBelow(source).map((code) => snapshot.outputInformation(code, target, estimate)),
          ...(dependence.isOfInput(source) && isComplete(estimate, target, snapshot) ? [input(layerOf(estimate))] : []),
        ];
      case 'historyInformation':
        return dependence.arePastAndPresentIndependentGivenInput(target)
          ? [input(target, time - 1), input(target)]
          : [];
      case 'layerInformation':
        return dependence.areIndependentGivenInput(source, target) ? [input(source), input(target)] : [];
      default:
        return [];
    }
  };
  return [...found(), besideOutput(estimate, snapshot)].filter((other) => other !== undefined);
}
