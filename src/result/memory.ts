import type { Estimate } from './result';

/** Of estimates of several steps those of the last, by lag. */
export function atLastStep(memory: readonly Estimate[]): Estimate[] {
  const last = memory.reduce((latest, { time = 0 }) => Math.max(latest, time), 0);
  return memory.filter(({ time = 0 }) => time === last).sort((a, b) => (a.lag ?? 0) - (b.lag ?? 0));
}
