import { isHighCertified } from '../../../../information/types/assumption';
import { lagsText } from '../../../../result/memory';
import type { Estimate, Sentence } from '../../../../result/result';
import type { ResultIndex } from '../../../../result/resultIndex';
import { unitWord } from '../../../../result/units';
import { cited, type Figure, isPart, listed, placeOf, toldOf } from '../../figures';
import { bestOf, leastOf, leavesRoom, wholeAt } from './lags';

/** Runs of lags in words, each end with its citation. */
export function placesOf(runs: readonly Estimate[][]): Figure {
  const ends = runs.flatMap((run) => (run.length === 1 ? [run[0]] : [run[0], run[run.length - 1]]));
  return { text: lagsText(runs), cites: listed(ends.map((end) => ({ name: '', figure: placeOf(end, 'lag') }))).cites };
}

/** Lags with gaps between them, as attention holds them, or none of the latest: '0 to 2, 12'. */
export function apart(
  index: ResultIndex,
  name: string,
  lags: readonly Estimate[],
  runs: readonly Estimate[][],
): Sentence {
  const where = placesOf(runs);
  const held = runs.flat();
  const othersOpen = lags.some((lag) => !held.includes(lag) && (leavesRoom(index, lag) || !isHighCertified(lag)));
  const best = bestOf(lags);
  const unit = unitWord(held[0].unit);
  if (!best)
    return cited({
      message: othersOpen
        ? '{0} remembers the inputs at these lags: {1}; {2} {3} about each. The bounds do not tell how much it holds ' +
          'of the others.'
        : '{0} remembers the inputs at these lags: {1}; {2} {3} about each.',
      args: [name, where, leastOf(held), unit],
    });
  const whole = wholeAt(index, best);
  const value = toldOf(best);
  const lag = placeOf(best, 'lag');
  if (whole && isPart(value, whole))
    return cited({
      message: othersOpen
        ? '{0} remembers the inputs at these lags: {1}; best at lag {2} ({3} of {4} {5}). The bounds do not tell how ' +
          'much it holds of the others.'
        : '{0} remembers the inputs at these lags: {1}; best at lag {2} ({3} of {4} {5}).',
      args: [name, where, lag, value, whole, unit],
    });
  return cited({
    message: othersOpen
      ? '{0} remembers the inputs at these lags: {1}; best at lag {2} ({3} {4}). The bounds do not tell how much it ' +
        'holds of the others.'
      : '{0} remembers the inputs at these lags: {1}; best at lag {2} ({3} {4}).',
    args: [name, where, lag, value, unit],
  });
}
