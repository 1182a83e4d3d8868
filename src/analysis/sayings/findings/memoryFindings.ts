import { isHighCertified, isLowCertified } from '../../../information/types/assumption';
import { unitWord } from '../../../result/units';
import { entropyAt, wholeValue, type Whole } from '../../../result/ceiling';
import { heldRuns, lagsText } from '../../../result/memory';
import { upperEnd } from '../../../result/upperEnd';
import { negligible } from '../../../result/format';
import type { Estimate, Sentence } from '../../../result/result';
import type { ResultIndex } from '../../../result/resultIndex';
import { cited, type Figure, isPart, listed, mostOf, placeOf, togetherOf, toldOf, wholeOf } from '../figures';

/** Share of an input's entropy from which the input counts as kept. */
const kept = 0.8;

/**
 * How far back each recurrent layer remembers single inputs, and whether its state holds information that no single lag
 * shows.
 */
export function memoryFindings(index: ResultIndex): Sentence[] {
  return index.result.layers
    .filter((layer) => layer.recurrent)
    .flatMap(({ name }) => {
      const lags = index.of('memory', name);
      if (lags.length === 0) return [];
      const sentence = ofBlock(index, name, lags) ?? ofRuns(index, name, lags);
      return [{ ...sentence, layer: name }];
    });
}

/** The state holds much more about all steps than about each of them: a parity, a sum. */
function ofBlock(index: ResultIndex, name: string, lags: readonly Estimate[]): Sentence | undefined {
  const block = index.atEnd('inputInformation', name);
  // What a model reads of single steps may be far below what they tell, and what it reads of all of them far above.
  if (!block || !isLowCertified(block) || !lags.every(isHighCertified)) return undefined;
  // A lag whose upper end is far above its value may hold more than is shown.
  const sum = lags.reduce((total, lag) => total + Math.max(0, isOpen(index, lag) ? upperEnd(lag) : lag.value), 0);
  if (block.bound === 'upper') return undefined;
  // Lags between measured ones hold about as much as these.
  const all = sum * Math.max(1, (lags[0].time ?? 0) / lags.length);
  if (!(block.low > 0.5 && all < block.low / 4)) return undefined;
  return cited({
    message:
      '{0} holds {1} {2} about its input as a whole. Its information about single steps adds up to less than a ' +
      'quarter of that.',
    args: [name, toldOf(block), unitWord(block.unit)],
  });
}

/** Share of an input's entropy that the interval of a lag leaves at most where the lag is said to be forgotten. */
const forgotten = 0.25;

/**
 * Whether the interval of a lag leaves room for a good part of an input, by its entropy or by what the best lag shows:
 * a low value is then no sign of forgetting.
 */
function isOpen(index: ResultIndex, lag: Estimate): boolean {
  const whole = entropyAt(index, 'X', stepOf(lag));
  const most = Math.max(...index.of('memory', lag.target).map(({ value }) => value), whole ? wholeValue(whole) : 0);
  return upperEnd(lag) - lag.value > forgotten * most;
}

function ofRuns(index: ResultIndex, name: string, lags: readonly Estimate[]): Sentence {
  const runs = heldRuns(index, name);
  if (runs.length === 0) {
    const most = lags.reduce((best, lag) => (upperEnd(lag) > upperEnd(best) ? lag : best));
    if (lags.some((lag) => isOpen(index, lag)))
      return { message: 'The bounds do not tell how much {0} holds of any single input step.', args: [name] };
    return upperEnd(most) < negligible(most.unit) || !Number.isFinite(upperEnd(most))
      ? { message: '{0} holds no measurable information about any single input step.', args: [name] }
      : cited({
          message: '{0} holds {1} {2} about any single input step.',
          args: [name, mostOf(most), unitWord(most.unit)],
        });
  }
  const [first] = runs;
  if (runs.length > 1 || first[0] !== lags[0]) {
    const held = new Set(runs.flat());
    return apart(
      index,
      name,
      runs,
      lags.some((lag) => !held.has(lag) && isOpen(index, lag)),
    );
  }
  return fromLatest(index, name, lags, first);
}

/** Lags with gaps between them, as attention holds them, or none of the latest: '0 to 2, 12'. */
function apart(index: ResultIndex, name: string, runs: readonly Estimate[][], othersOpen: boolean): Sentence {
  const best = runs.flat().reduce((most, estimate) => (estimate.value > most.value ? estimate : most));
  const ends = runs.flatMap((run) => (run.length === 1 ? [run[0]] : [run[0], run[run.length - 1]]));
  const where = {
    text: lagsText(runs),
    cites: listed(ends.map((end) => ({ name: '', figure: placeOf(end, 'lag') }))).cites,
  };
  const whole = wholeAt(index, best);
  const value = toldOf(best);
  const unit = unitWord(best.unit);
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

/** One run of lags from the latest input on. */
function fromLatest(index: ResultIndex, name: string, lags: readonly Estimate[], run: readonly Estimate[]): Sentence {
  // The lag from which on no estimate reads more than next to nothing; wide intervals alone show no forgetting.
  const least = 2 * negligible(run[0].unit);
  const still = lags.findLastIndex(({ value }, i) => i < run.length || value > least);
  const gone = lags.at(still + 1);
  const far = gone ? run[run.length - 1] : lags[lags.length - 1];
  const wholes = run.map((estimate) => entropyAt(index, 'X', stepOf(estimate)));
  const end = run[run.length - 1];
  const unit = unitWord(end.unit);
  const enough = (i: number): boolean => {
    const whole = wholes[i];
    return whole !== undefined && run[i].value > kept * wholeValue(whole);
  };
  const fails = run.findIndex((_, i) => !enough(i));
  const count = fails < 0 ? run.length : fails;
  const held = run.slice(0, count);
  const mean = togetherOf('mean', held.length > 0 ? held : run);
  const whole = meanOf(wholes.slice(0, Math.max(1, count)));
  if ((!whole || (count > 0 && !isPart(mean, whole))) && run.length === 1)
    return cited({ message: '{0} remembers the latest step: {1} {2} about it.', args: [name, toldOf(run[0]), unit] });
  if (!whole || (count > 0 && !isPart(mean, whole)))
    return cited({
      message: '{0} remembers its input up to lag {1}: {2} {3} about the latest step, {4} {3} about the farthest.',
      args: [name, placeOf(end, 'lag'), toldOf(run[0]), unit, toldOf(end)],
    });
  if (count === 0 || run.some((_, i) => i >= count && enough(i))) return best(index, name, run, gone);
  const args = [name, mean, whole, unit];
  if (count === lags.length) return cited({ message: '{0} keeps {1} of {2} {3} of every step it has seen.', args });
  if (gone && lags.some((lag, i) => i >= run.length && isOpen(index, lag)))
    return count === 1
      ? cited({
          message:
            '{0} keeps {1} of {2} {3} of the latest step. The bounds do not tell how much it keeps of older ones.',
          args,
        })
      : cited({
          message:
            '{0} keeps {1} of {2} {3} of each step up to lag {4}. The bounds do not tell how much it keeps of older ' +
            'ones.',
          args: [...args, placeOf(held[count - 1], 'lag')],
        });
  if (count === 1)
    return gone === undefined
      ? cited({
          message:
            '{0} keeps {1} of {2} {3} of the latest step. Its memory of older steps fades, but is not gone at lag ' +
            '{4}, the largest that was estimated.',
          args: [...args, placeOf(far, 'lag')],
        })
      : cited({
          message: '{0} keeps {1} of {2} {3} of the latest step; almost nothing is left from lag {4} on.',
          args: [...args, placeOf(gone, 'lag')],
        });
  const last = placeOf(held[count - 1], 'lag');
  if (gone === undefined)
    return cited({
      message:
        '{0} keeps {1} of {2} {3} of each step up to lag {4}. Its memory then fades, but is not gone at lag {5}, the ' +
        'largest that was estimated.',
      args: [...args, last, placeOf(far, 'lag')],
    });
  return run.length > count
    ? cited({
        message:
          '{0} keeps {1} of {2} {3} of each step up to lag {4}. Its memory then fades: almost nothing is left ' +
          'from lag ' +
          '{5} on.',
        args: [...args, last, placeOf(gone, 'lag')],
      })
    : cited({
        message: '{0} keeps {1} of {2} {3} of each step up to lag {4}; almost nothing is left from lag {5} on.',
        args: [...args, last, placeOf(gone, 'lag')],
      });
}

const isOlder = (one: Estimate, from: Estimate): boolean => one.time === from.time && (one.lag ?? 0) >= (from.lag ?? 0);

function best(index: ResultIndex, name: string, run: readonly Estimate[], gone: Estimate | undefined): Sentence {
  const top = run.reduce((most, estimate) => (estimate.value > most.value ? estimate : most));
  const whole = wholeAt(index, top);
  const value = toldOf(top);
  const lag = placeOf(top, 'lag');
  const unit = unitWord(top.unit);
  const known = gone && !index.of('memory', name).some((one) => isOlder(one, gone) && isOpen(index, one));
  if (!whole || !isPart(value, whole))
    return cited({ message: '{0} remembers the input at lag {1} best ({2} {3}).', args: [name, lag, value, unit] });
  return gone === undefined || !known
    ? cited({
        message: '{0} remembers the input at lag {1} best ({2} of {3} {4}).',
        args: [name, lag, value, whole, unit],
      })
    : cited({
        message: '{0} remembers the input at lag {1} best ({2} of {3} {4}); almost nothing is left from lag {5} on.',
        args: [name, lag, value, whole, unit, placeOf(gone, 'lag')],
      });
}

/** The step of the input that a memory is of. */
const stepOf = ({ time = 0, lag = 0 }: Estimate): number => time - lag;

function wholeAt(index: ResultIndex, estimate: Estimate): Figure | undefined {
  const whole = entropyAt(index, 'X', stepOf(estimate));
  return whole && wholeOf(whole);
}

/** The mean of the entropies of several steps: one number where they are the same. */
function meanOf(wholes: readonly (Whole | undefined)[]): Figure | undefined {
  const known = wholes.filter((whole) => whole !== undefined);
  if (known.length === 0 || known.length < wholes.length) return undefined;
  const estimates = known.flatMap((whole) => ('estimate' in whole ? [whole.estimate] : []));
  return estimates.length < known.length ? wholeOf(known[0]) : togetherOf('mean', estimates);
}
