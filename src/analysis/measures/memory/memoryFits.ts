import { upperEnd } from '../../../result/upperEnd';
import { hasOwnSequences, isForgotten } from '../../../result/memory';
import { lastStepByLag } from '../../../result/lags';
import { isByMainEstimator } from '../../../result/subject';
import type { Estimate, LagRun, MemoryFit } from '../../../result/result';
import { aboveBaseline } from './aboveBaseline';
import { fitDecay } from './decay';

/**
 * How far back each layer remembers single inputs, and which decay law fits, from the estimates of one snapshot: of
 * what it hands on, and of its whole state where that was estimated.
 */
export function memoryFits(estimates: readonly Estimate[]): MemoryFit[] {
  const states = estimates.filter(({ variable }) => variable === 'state');
  return [
    ...fitsOf(estimates.filter(({ variable }) => variable === undefined)),
    ...fitsOf(states).map((fit): MemoryFit => ({ ...fit, variable: 'state' })),
  ];
}

/** Of outputs alone, or of whole states alone. */
function fitsOf(estimates: readonly Estimate[]): MemoryFit[] {
  const memory = estimates.filter((estimate) => estimate.quantity === 'memory' && isByMainEstimator(estimate));
  const nulls = new Map(
    estimates
      .filter((estimate) => estimate.quantity === 'memoryNull' && isByMainEstimator(estimate))
      .map((estimate) => [estimate.target, estimate]),
  );
  return [...new Set(memory.map(({ target }) => target))].map((layer) => {
    const lags = lastStepByLag(memory.filter(({ target }) => target === layer));
    const none = nulls.get(layer);
    const runs = none && runsAbove(lags, none);
    const last = runs?.at(0);
    // Beyond the horizon there is nothing that a law could describe.
    const within = runs === undefined ? lags : lags.filter(({ lag = 0 }) => last && lag >= last.from && lag <= last.to);
    const law = within.some((lag) => isOpen(lag, within[0]))
      ? undefined
      : fitDecay(
          within.map((one) => ({ lag: one.lag ?? 0, value: one.value, low: one.low, high: upperEnd(one) })),
          none && !lags.every((lag) => hasOwnSequences(lag, none)) ? Math.max(0, upperEnd(none)) : 0,
        );
    return { layer, epoch: lags[0].epoch, ...(runs && reach(runs, lags)), ...(law && { law }) };
  });
}

/** Intervals as wide as this share of what the latest step may hold are of bounds that did not meet. */
const openShare = 0.25;

/** Whether a lag is known by a lower bound alone: how much of it is held, no law can be fitted to. */
const isOpen = (lag: Estimate, latest: Estimate): boolean =>
  lag.bound === 'lower' && !(upperEnd(lag) - lag.low <= openShare * upperEnd(latest));

/** A value that two decimals show as 0.00 is no memory, however sure it is to be above zero. */
const leastShown = 0.005;

/**
 * The runs of lags that are distinguishable from the shuffled baseline and do not read 0.00, each next to the one
 * before it of those measured.
 */
function runsAbove(lags: readonly Estimate[], none: Estimate): LagRun[] {
  const runs: LagRun[] = [];
  let open = false;
  aboveBaseline(lags, none).forEach((above, i) => {
    const { lag = 0, value } = lags[i];
    const run = runs.at(-1);
    const isHeld = above && value >= leastShown;
    if (isHeld && open && run) runs[runs.length - 1] = { ...run, to: lag };
    else if (isHeld) runs.push({ from: lag, to: lag });
    open = isHeld;
  });
  return runs;
}

/**
 * The horizon is the end of the first run: of a lag beyond a gap it is not known that all before it are held. It is
 * open where the next lag may be held as well.
 */
function reach(runs: readonly LagRun[], lags: readonly Estimate[]): Omit<MemoryFit, 'layer' | 'epoch' | 'law'> {
  const first = runs.at(0);
  const next = lags[first === undefined ? 0 : lags.findIndex(({ lag }) => lag === first.to) + 1] as
    Estimate | undefined;
  const isOpen = next === undefined || !isForgotten(next);
  return {
    horizon: first?.to ?? 'none',
    ...(isOpen && { open: true as const, ...(next?.lag !== undefined && { undecided: next.lag }) }),
    ...(first && { runs: [...runs] }),
  };
}
