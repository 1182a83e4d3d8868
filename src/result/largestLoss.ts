import { negligible } from './format';
import { toldLoss, type InformationLoss } from './informationLoss';

/** The largest loss of one quantity along depth, where it is large enough for a sentence. */
export function largestLoss(
  losses: readonly InformationLoss[],
  quantity: 'inputInformation' | 'outputInformation',
): InformationLoss | undefined {
  return losses.find(
    (loss) => loss.quantity === quantity && loss.narrowest === true && toldLoss(loss) > 2 * negligible(loss.unit),
  );
}
