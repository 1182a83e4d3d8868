import { entropyOfInput, wholeValue } from '../../../../result/ceiling';
import { isForgotten } from '../../../../result/memory';
import { upperEnd } from '../../../../result/upperEnd';
import type { Estimate, Sentence } from '../../../../result/result';
import type { ResultIndex } from '../../../../result/resultIndex';
import { unitWord } from '../../../../result/units';
import { cited, type CitedArgument, isPart, leastShown, mostOf, placeOf, toldOf } from '../../figures';
import { areAlike, averageOf, bestOf, leastOf, meanOf, wholeAt } from './lags';
import { isWithinHorizon, type Left, shownOf } from './left';

/** Share of an input's entropy from which the input counts as kept. */
const kept = 0.8;

/** One run of lags from the latest input on. */
export function fromLatest(
  index: ResultIndex,
  name: string,
  lags: readonly Estimate[],
  run: readonly Estimate[],
): Sentence {
  const left = shownOf(index, name, lags, run);
  const wholes = run.map((estimate) => entropyOfInput(index, estimate));
  const unit = unitWord(run[0].unit);
  const enough = (i: number): boolean => {
    const whole = wholes[i];
    return whole !== undefined && run[i].value > kept * wholeValue(whole);
  };
  const fails = run.findIndex((_, i) => !enough(i));
  const count = fails < 0 ? run.length : fails;
  const held = run.slice(0, Math.max(1, count));
  const parts = wholes.slice(0, held.length).filter((known) => known !== undefined);
  const value = areAlike(parts) ? leastOf(held) : averageOf(held);
  const whole = meanOf(parts);
  if (parts.length < held.length || (count > 0 && !isPart(value, whole))) return withoutWhole(index, name, lags, run);
  if (count === 0 || run.some((_, i) => i >= count && enough(i))) return best(index, name, lags, run);
  const args = [name, value, whole, unit];
  if (count === lags.length)
    return cited({
      message:
        count === 1
          ? '{0} keeps {1} of {2} {3} of the latest step.'
          : '{0} keeps {1} of {2} {3} of every step it has seen.',
      args,
    });
  const next = lags[count];
  const ofNext = entropyOfInput(index, next);
  const mayReachFurther = ofNext === undefined ? !isForgotten(next) : upperEnd(next) > kept * wholeValue(ofNext);
  if (left.kind === 'unknown' && left.from !== undefined && left.from !== next && !mayReachFurther)
    return untoldFrom(args, held[count - 1], left.from);
  if (count === 1) return ofLatestAlone(args, left);
  return upToLag([...args, placeOf(held[count - 1], 'lag')], left, mayReachFurther);
}

/** Some lags behind the held ones have close bounds; those behind them have not. */
function untoldFrom(args: readonly CitedArgument[], held: Estimate, from: Estimate): Sentence {
  return held.lag === 0
    ? cited({
        message:
          '{0} keeps {1} of {2} {3} of the latest step. It holds less of older ones, and the bounds do not tell how ' +
          'much from lag {4} on.',
        args: [...args, placeOf(from, 'lag')],
      })
    : cited({
        message:
          '{0} keeps {1} of {2} {3} of each step up to lag {4}. It holds less of older ones, and the bounds do not ' +
          'tell how much from lag {5} on.',
        args: [...args, placeOf(held, 'lag'), placeOf(from, 'lag')],
      });
}

function ofLatestAlone(args: readonly CitedArgument[], left: Left): Sentence {
  switch (left.kind) {
    case 'unknown':
      return cited({
        message: '{0} keeps {1} of {2} {3} of the latest step. The bounds do not tell how much it keeps of older ones.',
        args,
      });
    case 'fading':
      return cited({
        message:
          '{0} keeps {1} of {2} {3} of the latest step. Its memory of older steps fades, but is not gone at the ' +
          'largest lag, {4}.',
        args: [...args, left.lag],
      });
    case 'held':
      return cited({
        message:
          '{0} keeps {1} of {2} {3} of the latest step. It holds less of older steps, but something up to the ' +
          'largest lag, {4}.',
        args: [...args, left.lag],
      });
    case 'gone':
      return left.last
        ? cited({
            message:
              '{0} keeps {1} of {2} {3} of the latest step; each step at lags {4} to {5} shows almost nothing on its ' +
              'own.',
            args: [...args, left.lag, left.last],
          })
        : cited({
            message:
              '{0} keeps {1} of {2} {3} of the latest step; the step at lag {4} shows almost nothing on its own.',
            args: [...args, left.lag],
          });
  }
}

/** @param mayReachFurther whether the next lag may be kept as well */
function upToLag(args: readonly CitedArgument[], left: Left, mayReachFurther: boolean): Sentence {
  switch (left.kind) {
    case 'unknown':
      return cited({
        message:
          '{0} keeps {1} of {2} {3} of each step up to lag {4}. The bounds do not tell how much it keeps of ' +
          'older ones.',
        args,
      });
    case 'fading':
      return cited({
        message: mayReachFurther
          ? '{0} keeps {1} of {2} {3} of each step at least up to lag {4}. Its memory then fades, but is not gone at ' +
            'the largest lag, {5}.'
          : '{0} keeps {1} of {2} {3} of each step up to lag {4}. Its memory then fades, but is not gone at the ' +
            'largest lag, {5}.',
        args: [...args, left.lag],
      });
    case 'held':
      return cited({
        message: mayReachFurther
          ? '{0} keeps {1} of {2} {3} of each step at least up to lag {4}. It holds less of older steps, but ' +
            'something up to the largest lag, {5}.'
          : '{0} keeps {1} of {2} {3} of each step up to lag {4}. It holds less of older steps, but something ' +
            'up to the largest lag, {5}.',
        args: [...args, left.lag],
      });
    case 'gone':
      return left.last
        ? cited({
            message: mayReachFurther
              ? '{0} keeps {1} of {2} {3} of each step at least up to lag {4}; each step at lags {5} to {6} shows ' +
                'almost nothing on its own.'
              : '{0} keeps {1} of {2} {3} of each step up to lag {4}; each step at lags {5} to {6} shows almost ' +
                'nothing on its own.',
            args: [...args, left.lag, left.last],
          })
        : cited({
            message: mayReachFurther
              ? '{0} keeps {1} of {2} {3} of each step at least up to lag {4}; the step at lag {5} shows almost ' +
                'nothing on its own.'
              : '{0} keeps {1} of {2} {3} of each step up to lag {4}; the step at lag {5} shows almost nothing ' +
                'on its own.',
            args: [...args, left.lag],
          });
  }
}

/** Of inputs that are no symbols, or of steps that differ in what they have to tell. */
function withoutWhole(index: ResultIndex, name: string, lags: readonly Estimate[], run: readonly Estimate[]): Sentence {
  // The horizon reaches over lags that hold too little to be called remembered on their own.
  const end = lags.findLast((lag) => lag === run[run.length - 1] || isWithinHorizon(index, name, lag)) ?? run[0];
  const unit = unitWord(end.unit);
  if (end === run[0])
    return cited({
      message: mayReachBeyond(index, name, lags, end)
        ? '{0} remembers at least the latest step: {1} {2} about it.'
        : '{0} remembers the latest step: {1} {2} about it.',
      args: [name, toldOf(run[0]), unit],
    });
  const little = end.low < leastShown ? mostOf(end) : toldOf(end);
  return cited({
    message: mayReachBeyond(index, name, lags, end)
      ? '{0} remembers its input at least up to lag {1}: {2} {3} about the latest step, {4} {3} about that one.'
      : '{0} remembers its input up to lag {1}: {2} {3} about the latest step, {4} {3} about the farthest.',
    args: [name, placeOf(end, 'lag'), toldOf(run[0]), unit, little],
  });
}

/** Whether the input at the lag after this one may be remembered too. */
function mayReachBeyond(index: ResultIndex, name: string, lags: readonly Estimate[], end: Estimate): boolean {
  const next = lags.at(lags.indexOf(end) + 1);
  return next === undefined ? index.fit(name)?.open === true : !isForgotten(next);
}

function best(index: ResultIndex, name: string, lags: readonly Estimate[], run: readonly Estimate[]): Sentence {
  const left = shownOf(index, name, lags, run);
  const top = bestOf(lags);
  const unit = unitWord(run[0].unit);
  if (!top && run.length === 1) {
    const latest = wholeAt(index, run[0]);
    return latest && isPart(toldOf(run[0]), latest)
      ? ofLatestAlone([name, toldOf(run[0]), latest, unit], { kind: 'unknown', from: undefined })
      : withoutWhole(index, name, lags, run);
  }
  if (!top)
    return cited({
      message: mayReachBeyond(index, name, lags, run[run.length - 1])
        ? '{0} remembers its input at least up to lag {1}: {2} {3} about each step.'
        : '{0} remembers its input up to lag {1}: {2} {3} about each step.',
      args: [name, placeOf(run[run.length - 1], 'lag'), leastOf(run), unit],
    });
  const whole = wholeAt(index, top);
  const value = toldOf(top);
  const lag = placeOf(top, 'lag');
  if (!whole || !isPart(value, whole))
    return cited({ message: '{0} remembers the input at lag {1} best ({2} {3}).', args: [name, lag, value, unit] });
  const args = [name, lag, value, whole, unit];
  if (left.kind !== 'gone')
    return cited({ message: '{0} remembers the input at lag {1} best ({2} of {3} {4}).', args });
  return left.last
    ? cited({
        message:
          '{0} remembers the input at lag {1} best ({2} of {3} {4}); each step at lags {5} to {6} shows almost ' +
          'nothing on its own.',
        args: [...args, left.lag, left.last],
      })
    : cited({
        message:
          '{0} remembers the input at lag {1} best ({2} of {3} {4}); the step at lag {5} shows almost nothing on its ' +
          'own.',
        args: [...args, left.lag],
      });
}
