import type { InformationLoss, Sentence } from '../../../result/result';
import type { ResultIndex } from '../../../result/resultIndex';
import { cited, shareOf } from '../figures';
import { shownDespiteNoise } from '../informationLoss/despiteNoise';

/** What a finding of a loss about the target at a head has to add where that loss is of the declared noise. */
export function hiddenByNoise(index: ResultIndex, loss: InformationLoss): Sentence[] {
  const right = shownDespiteNoise(index, loss);
  if (!right) return [];
  return [
    cited({
      message:
        'That loss is of {0} with the noise declared on it. Without noise {0} is right in {1} of the held-out cases, ' +
        'so that it holds more than that loss leaves.',
      args: [loss.to, shareOf(right, 'accuracy')],
      layer: loss.to,
    }),
  ];
}
