import { negligible } from '../../../result/format';
import { largestLoss } from '../../../result/largestLoss';
import type { ResultIndex } from '../../../result/resultIndex';
import type { InformationLoss } from '../../../result/result';
import { informationLosses } from './losses';

/** The largest loss of a quantity along depth, where it is worth a sentence. */
export function narrowestPlace(
  reading: ResultIndex,
  quantity: 'inputInformation' | 'outputInformation',
): InformationLoss | undefined {
  return largestLoss(informationLosses(reading), quantity);
}

/** The lag at which most of what a layer holds of single inputs goes at once; none where it fades. */
export function droppedAt(reading: ResultIndex, layer: string): InformationLoss | undefined {
  const most = Math.max(0, ...reading.of('memory', layer).map(({ value }) => value));
  return informationLosses(reading).find(
    (loss) =>
      loss.quantity === 'memory' &&
      loss.to === layer &&
      loss.narrowest === true &&
      loss.lost > most / 2 &&
      loss.lost > 2 * negligible(loss.unit),
  );
}
