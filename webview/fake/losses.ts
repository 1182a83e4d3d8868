import { upperEnd } from '../../src/result/upperEnd';
import type { Estimate, InformationLoss } from '../../src/result/result';

/** The loss from one layer to the next at the last step, where there is one. */
export function fakeLoss(
  estimates: readonly Estimate[],
  quantity: 'inputInformation' | 'outputInformation',
  from: string,
  to: string,
): InformationLoss[] {
  const last = (layer: string): Estimate | undefined =>
    estimates.findLast(
      (estimate) =>
        estimate.quantity === quantity &&
        !estimate.beside &&
        !estimate.set &&
        [estimate.source, estimate.target].includes(layer),
    );
  const [before, after] = [last(from), last(to)];
  if (!before || !after || before.low <= upperEnd(after)) return [];
  return [
    {
      quantity,
      from,
      to,
      before: before.value,
      after: after.value,
      lost: before.value - after.value,
      low: before.low - upperEnd(after),
      high: before.high === null ? null : before.high - after.low,
      unit: before.unit,
      narrowest: true,
    },
  ];
}
