import { isHighCertified } from '../../../../information/types/assumption';
import { upperEnd } from '../../../../result/upperEnd';
import { negligible } from '../../../../result/format';
import type { Estimate } from '../../../../result/result';
import type { ResultIndex } from '../../../../result/resultIndex';
import { type Figure, placeOf } from '../../figures';
import { leavesRoom } from './lags';

/** What the lags behind those that are held show, each on its own. */
export type Left =
  /** The bounds do not tell how much is kept; `from` is the first such lag. */
  | { readonly kind: 'unknown'; readonly from: Estimate | undefined }
  /** The largest lag still shows something, and all lags before it show as much or more. */
  | { readonly kind: 'fading'; readonly lag: Figure }
  /** The largest lag still shows something, but more than one before it. */
  | { readonly kind: 'held'; readonly lag: Figure }
  /** The first lag, and the last of several, that show almost nothing. */
  | { readonly kind: 'gone'; readonly lag: Figure; readonly last?: Figure };

export function shownOf(index: ResultIndex, name: string, lags: readonly Estimate[], run: readonly Estimate[]): Left {
  // Wide intervals alone show no forgetting, and what is distinguishable from no memory is not gone.
  const least = 2 * negligible(run[0].unit);
  const isGone = (lag: Estimate): boolean => isHighCertified(lag) && upperEnd(lag) <= least;
  const isTold = (lag: Estimate): boolean => lag.low > negligible(lag.unit) && !leavesRoom(index, lag);
  const unknown: Left = { kind: 'unknown', from: lags.find((lag, i) => i >= run.length && !isTold(lag)) };
  const still = lags.findLastIndex((lag, i) => i < run.length || !isGone(lag) || isWithinHorizon(index, name, lag));
  const last = lags[lags.length - 1];
  const isSure = last.low > negligible(last.unit) || isWithinHorizon(index, name, last);
  if (still === lags.length - 1)
    return !isSure || leavesRoom(index, last)
      ? unknown
      : { kind: fades(lags) ? 'fading' : 'held', lag: placeOf(last, 'lag') };
  if (lags.some((lag, i) => i >= run.length && leavesRoom(index, lag))) return unknown;
  const gone = lags[still + 1];
  return { kind: 'gone', lag: placeOf(gone, 'lag'), ...(gone !== last && { last: placeOf(last, 'lag') }) };
}

/** Whether no older lag is certain to hold more than a newer one. */
const fades = (lags: readonly Estimate[]): boolean =>
  lags.every((older, i) => lags.slice(0, i).every((newer) => older.low <= upperEnd(newer)));

/** Whether the lag is before the end of those that are distinguishable from no memory. */
export function isWithinHorizon(index: ResultIndex, name: string, { lag = 0 }: Estimate): boolean {
  const horizon = index.fit(name)?.horizon;
  return typeof horizon === 'number' && lag <= horizon;
}
