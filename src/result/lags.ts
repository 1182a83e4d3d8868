import type { Estimate } from './estimate';

/**
 * The estimates of the last step, lag ascending; the newest of repeated ones. Where lags were counted both from the end
 * of a sequence and from its start, those from the end.
 */
export function lastStepByLag(estimates: readonly Estimate[]): Estimate[] {
  const fromEnd = estimates.filter(({ from }) => from === undefined);
  return byLagAtLastStep(fromEnd.length > 0 ? fromEnd : estimates);
}

/** The same of lags that are counted from the start; none where no other are there beside them. */
export function besideFromStart(estimates: readonly Estimate[]): Estimate[] {
  const fromStart = estimates.filter(({ from }) => from === 'start');
  return fromStart.length < estimates.length ? byLagAtLastStep(fromStart) : [];
}

function byLagAtLastStep(estimates: readonly Estimate[]): Estimate[] {
  const last = estimates.reduce((latest, { time = 0 }) => Math.max(latest, time), 0);
  const byLag = new Map<number, Estimate>();
  for (const estimate of estimates) if ((estimate.time ?? 0) === last) byLag.set(estimate.lag ?? 0, estimate);
  return [...byLag.values()].sort((a, b) => (a.lag ?? 0) - (b.lag ?? 0));
}
