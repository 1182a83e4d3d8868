import { sentence } from '../../../../base/sentence';
import { wholeStateName } from '../../../../config/layers/wholeState';
import { entropyOfInput, wholeValue, type Whole } from '../../../../result/ceiling';
import { figure } from '../../../../result/format';
import { upperEnd } from '../../../../result/upperEnd';
import type { Estimate } from '../../../../result/result';
import type { ResultIndex } from '../../../../result/resultIndex';
import { type Figure, isCarried, togetherOf, toldOf, wholeOf } from '../../figures';

/** Share of an input's entropy that the interval of a lag leaves at most where the lag is said to be forgotten. */
const forgotten = 0.25;

/**
 * Whether the interval of a lag leaves room for a good part of an input, by its entropy or by what the best lag shows:
 * a low value is then no sign of forgetting.
 */
export function leavesRoom(index: ResultIndex, lag: Estimate): boolean {
  const whole = entropyOfInput(index, lag);
  const subject = lag.variable === 'state' ? wholeStateName(lag.target) : lag.target;
  const most = Math.max(...index.of('memory', subject).map(({ value }) => value), whole ? wholeValue(whole) : 0);
  return upperEnd(lag) - lag.value > forgotten * most;
}

/** The lag that holds most, where its interval is above those of all measured lags. */
export function bestOf(lags: readonly Estimate[]): Estimate | undefined {
  const top = lags.reduce((most, estimate) => (estimate.value > most.value ? estimate : most));
  return lags.every((other) => other === top || upperEnd(other) < top.low) ? top : undefined;
}

/** What is known to be held of each of several inputs: one number where all print the same, else the least. */
export function leastOf(held: readonly Estimate[]): Figure {
  if (held.length === 1) return toldOf(held[0]);
  const [least, most] = [togetherOf('least', held), togetherOf('most', held)];
  return areCarried(held) && least.text === most.text ? least : atLeast(togetherOf('least', held, 'low'));
}

/** The mean of what is held of several inputs that have different amounts to tell. */
export function averageOf(held: readonly Estimate[]): Figure {
  const isTold = areCarried(held);
  const { text, cites } = togetherOf('mean', held, isTold ? 'value' : 'low');
  return { text: isTold ? sentence('a mean of {0}', text) : sentence('a mean of at least {0}', text), cites };
}

const areCarried = (held: readonly Estimate[]): boolean => held.every((estimate) => isCarried(estimate));

const atLeast = ({ text, cites }: Figure): Figure => ({ text: sentence('at least {0}', text), cites });

export function wholeAt(index: ResultIndex, estimate: Estimate): Figure | undefined {
  const whole = entropyOfInput(index, estimate);
  return whole && wholeOf(whole);
}

/** Share of the largest of several entropies by which they may differ and still be printed as one. */
const alike = 0.1;

/** Whether inputs have about as much to tell as each other. */
export function areAlike(wholes: readonly Whole[]): boolean {
  const values = wholes.map(wholeValue);
  const most = Math.max(...values);
  return most - Math.min(...values) <= alike * most;
}

/** The mean of the entropies of several steps: one number where they are the same. */
export function meanOf(wholes: readonly Whole[]): Figure {
  const values = wholes.map(wholeValue);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sources = wholes.flatMap((whole) => wholeOf(whole).cites.flatMap(({ of }) => of));
  return { text: figure(mean), cites: [{ field: 'value', by: 'mean', of: sources }] };
}
