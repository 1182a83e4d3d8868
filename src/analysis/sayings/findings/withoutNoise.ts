import { upperEnd } from '../../../result/upperEnd';
import type { Estimate, Prediction, Sentence } from '../../../result/result';
import type { ResultIndex } from '../../../result/resultIndex';
import { cited } from '../figures';
import { knownByAccuracy } from '../informationLoss/despiteNoise';

/**
 * What a finding of information about the target has to add where its accuracy needs more than that information: the
 * bits are of the state with the declared noise, and the head reads the state without it.
 */
export function withoutNoise(index: ResultIndex, held: Estimate, right: Prediction | undefined): Sentence[] {
  if (!right || held.of?.kind !== 'declaredNoise') return [];
  if (!((knownByAccuracy(index, right, held.unit) ?? 0) > upperEnd(held))) return [];
  return [
    cited({
      message:
        'That information is of {0} with the noise declared on it. The head {1} reads {0} without noise, which holds ' +
        'more about the target.',
      args: [held.source, right.head],
      layer: held.source,
    }),
  ];
}
