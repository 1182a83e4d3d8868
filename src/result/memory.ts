import type { Estimate } from './estimate';
import { negligible } from './format';
import type { LayerSummary } from './layerSummary';
import { isHighCertified } from './limits';
import type { ResultIndex } from './resultIndex';
import { upperEnd } from './upperEnd';

/**
 * The layer that carries a network's memory: the last recurrent layer or code whose memory was estimated; where memory
 * was not asked for, the last recurrent layer, or the last layer of all.
 */
export function memoryLayer(index: ResultIndex): LayerSummary | undefined {
  const layers = index.result.layers.filter(({ analysed }) => analysed);
  return (
    layers.findLast(({ name }) => index.epochsOf('memory', name).length > 0) ??
    layers.findLast(({ recurrent }) => recurrent) ??
    layers.at(-1)
  );
}

/**
 * I(X_p;H_t) of the input of one step p over the steps from p on, at the last epoch, where every position was
 * requested; else undefined. The input is one in the middle of the sequence: the states that take the first inputs in
 * still come from the initial one, and are not those of a network that runs.
 */
export function followedInput(index: ResultIndex, layer: string): Estimate[] | undefined {
  const byPosition = new Map<number, Estimate[]>();
  for (const estimate of index.at('memory', layer, index.lastEpoch)) {
    const { time, lag, from } = estimate;
    if (time === undefined || lag === undefined || from !== undefined) continue;
    byPosition.set(time - lag, [...(byPosition.get(time - lag) ?? []), estimate]);
  }
  // At the last step alone every input is seen once.
  if (![...byPosition.values()].some((states) => states.length > 1)) return undefined;
  const length = Math.max(...byPosition.keys());
  const distance = (position: number): number => Math.abs(position - (length + 1) / 2);
  const middle = [...byPosition.keys()]
    .filter((position) => (byPosition.get(position)?.length ?? 0) > 1)
    .reduce((best, position) => (distance(position) < distance(best) ? position : best));
  const byTime = new Map(byPosition.get(middle)?.map((estimate) => [estimate.time, estimate]));
  return [...byTime.values()].sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
}

/**
 * Whether a lag was summed over other sequences than its shuffled baseline, as all histories of a known source: the
 * noise of the baseline's samples is not in it.
 */
export const hasOwnSequences = (lag: Estimate, baseline: Estimate): boolean =>
  lag.histories !== undefined && lag.histories !== baseline.histories;

/** Whether it is certain that no more than a negligible amount of an input is held. */
export const isForgotten = (lag: Estimate): boolean => isHighCertified(lag) && upperEnd(lag) <= negligible(lag.unit);

/**
 * The runs of consecutive measured lags of a layer, of the last step, at which more than a negligible amount is held
 * and which are distinguishable from the shuffled baseline, the nearest first.
 */
export function heldRuns(index: ResultIndex, layer: string): Estimate[][] {
  const { unit } = index.result.config.analysis;
  const fit = index.fit(layer);
  const stands = ({ lag = 0 }: Estimate): boolean =>
    fit?.horizon === undefined || (fit.runs ?? []).some(({ from, to }) => lag >= from && lag <= to);
  const runs: Estimate[][] = [];
  let run: Estimate[] = [];
  for (const estimate of index.of('memory', layer)) {
    if (!(estimate.low > negligible(unit) && stands(estimate))) run = [];
    else if (run.push(estimate) === 1) runs.push(run);
  }
  return runs;
}

/** Whether lags beside the held ones may be held too: measured ones of which it is not excluded, or older ones. */
export function mayHoldMore(index: ResultIndex, layer: string, runs: readonly (readonly Estimate[])[]): boolean {
  const held = new Set(runs.flat());
  return (
    index.fit(layer)?.open === true || index.of('memory', layer).some((lag) => !held.has(lag) && !isForgotten(lag))
  );
}

/** Runs of lags as text: '0–3', '12', '0–2, 12'; empty where there is none. */
export const lagsText = (runs: readonly (readonly Estimate[])[]): string =>
  runs
    .map((run) => {
      const [from, to] = [run.at(0)?.lag ?? 0, run.at(-1)?.lag ?? 0];
      return from === to ? `${from}` : `${from}–${to}`;
    })
    .join(', ');
