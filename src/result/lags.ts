import type { Estimate } from './estimate';

/** Of estimates of several steps those of the last, lag ascending; the newest where one was repeated. */
export function lastStepByLag(estimates: readonly Estimate[]): Estimate[] {
  const last = estimates.reduce((latest, { time = 0 }) => Math.max(latest, time), 0);
  const byLag = new Map<number, Estimate>();
  for (const estimate of estimates) if ((estimate.time ?? 0) === last) byLag.set(estimate.lag ?? 0, estimate);
  return [...byLag.values()].sort((a, b) => (a.lag ?? 0) - (b.lag ?? 0));
}
