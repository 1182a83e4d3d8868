import { entropyAt } from '../../../result/ceiling';
import type { InformationLoss, Prediction, Unit } from '../../../result/result';
import type { ResultIndex } from '../../../result/resultIndex';
import { convert } from '../../../result/units';

/** How often an end may be wrong, of one side. */
const tail = 0.025;

/**
 * The predictions that show a loss about the target at a head to be of the declared noise: information is of the output
 * with that noise, predictions are read from the output without it. Fano's inequality (Cover and Thomas 2006, theorem
 * 2.10.1) tells from the held-out accuracy what the output without noise holds at least: H(Y) - h(e) - e log(K - 1) for
 * a share e of errors among K classes. Undefined where that is less than the loss leaves of the information before it.
 */
export function shownDespiteNoise(index: ResultIndex, loss: InformationLoss): Prediction | undefined {
  if (loss.quantity !== 'outputInformation') return undefined;
  const after = index.atEnd('outputInformation', loss.to);
  const before = index.atEnd('outputInformation', loss.from);
  const entropy = entropyAt(index, 'Y', loss.time);
  const right = index.result.predictions?.findLast(
    ({ head, target, time, epoch, set }) =>
      head === loss.to && target === 'Y' && set === undefined && time === after?.time && epoch === after.epoch,
  );
  if (!after || !right || !entropy || after.of?.kind !== 'declaredNoise') return undefined;
  const most = 'exact' in entropy ? entropy.exact.value : (entropy.estimate.high ?? Infinity);
  const left = Math.min(before?.high ?? Infinity, most) - loss.low;
  return (knownByAccuracy(index, right, loss.unit) ?? 0) > left ? right : undefined;
}

/**
 * What an output without noise holds about Y at least, by Fano's inequality (Cover and Thomas 2006, theorem 2.10.1), in
 * the given unit; undefined where the entropy or the number of classes is unknown.
 */
export function knownByAccuracy(index: ResultIndex, right: Prediction, unit: Unit): number | undefined {
  const entropy = entropyAt(index, 'Y', right.time);
  const classes = index.result.data?.target?.classes;
  if (!entropy || classes === undefined || classes < 2) return undefined;
  const whole = 'exact' in entropy ? entropy.exact.value : entropy.estimate.low;
  return whole - convert(leftByErrors(mostErrors(right.accuracy, right.samples), classes), 'nats', unit);
}

/** The most that so large a share of errors leaves unknown of one of `classes`, nats. */
function leftByErrors(errors: number, classes: number): number {
  const share = Math.min(errors, 1 - 1 / classes);
  const plog = (p: number): number => (p > 0 ? -p * Math.log(p) : 0);
  return plog(share) + plog(1 - share) + share * Math.log(classes - 1);
}

/** The largest share of errors under which so few of `samples` are no rarer than the tail (Chernoff 1952). */
export function mostErrors(accuracy: number, samples: number): number {
  const seen = 1 - accuracy;
  const part = (p: number, q: number): number => (p > 0 ? p * Math.log(p / q) : 0);
  const isRare = (share: number): boolean =>
    samples * (part(seen, share) + part(1 - seen, 1 - share)) > -Math.log(tail);
  let [low, high] = [seen, 1];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (isRare(middle)) high = middle;
    else low = middle;
  }
  return high;
}
