import { isHighCertified, isLowCertified, type Assumption } from '../../../information/types/assumption';
import { assumptionWords } from '../../../result/assumptionWords';
import type { Difference } from '../../../result/phases';
import type { InformationLoss, Sentence } from '../../../result/result';

/** What a finding of a loss has to add where the least that is lost rests on a model; empty where it is certified. */
export const assumedLoss = (loss: InformationLoss): Sentence[] =>
  isLowCertified(loss) ? [] : saidOf(loss.to, loss.assumes);

/** The same of a difference of two estimates of one layer. */
export function assumedDifference(layer: string, { of: [before, after] }: Difference): Sentence[] {
  if (isLowCertified(before) && isHighCertified(after)) return [];
  return saidOf(layer, before.assumes ?? after.assumes);
}

const saidOf = (layer: string, assumes: Assumption | undefined): Sentence[] =>
  assumes === undefined
    ? []
    : [
        {
          message: 'That {0} loses so much is known only if one assumes {1}.',
          args: [layer, assumptionWords(assumes)],
          layer,
        },
      ];
