import type { Estimate } from './estimate';

/** The estimates of the last step, lag ascending; the newest of repeated ones. */
export function lastStepByLag(estimates: readonly Estimate[]): Estimate[] {
  const last = estimates.reduce((latest, { time = 0 }) => Math.max(latest, time), 0);
  const byLag = new Map<number, Estimate>();
  for (const estimate of estimates) if ((estimate.time ?? 0) === last) byLag.set(estimate.lag ?? 0, estimate);
  return [...byLag.values()].sort((a, b) => (a.lag ?? 0) - (b.lag ?? 0));
}
