import { negligible } from '../../../result/format';
import { toldLoss } from '../../../result/informationLoss';
import { largestLoss } from '../../../result/largestLoss';
import type { ResultIndex } from '../../../result/resultIndex';
import type { InformationLoss } from '../../../result/result';
import { informationLosses } from './losses';

/** The largest loss of a quantity along depth, where it is large enough for a sentence. */
export function narrowestPlace(
  index: ResultIndex,
  quantity: 'inputInformation' | 'outputInformation',
): InformationLoss | undefined {
  return largestLoss(informationLosses(index), quantity);
}

/** The lag at which most of a layer's information about single inputs is lost at once; undefined where it fades. */
export function droppedAt(index: ResultIndex, layer: string): InformationLoss | undefined {
  const most = Math.max(0, ...index.of('memory', layer).map(({ value }) => value));
  return informationLosses(index).find(
    (loss) =>
      loss.quantity === 'memory' &&
      loss.to === layer &&
      loss.narrowest === true &&
      toldLoss(loss) > most / 2 &&
      toldLoss(loss) > 2 * negligible(loss.unit),
  );
}
