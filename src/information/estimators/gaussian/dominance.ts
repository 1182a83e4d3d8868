import type { Measurement } from '../../types/measurement';
import { amount, warning } from '../../types/warnings';

/**
 * Below this mean (nats), the largest of any log ratios outweigh the rest, because positive and negative ones cancel.
 */
const slight = 0.1;

/** Whether the largest hundredth of the log ratios (at least one) carries more than half of their sum. */
export function fewDominate(ratios: Float64Array): boolean {
  const sorted = Float64Array.from(ratios).sort().reverse();
  const sum = sorted.reduce((total, ratio) => total + ratio, 0);
  if (sum <= slight * ratios.length) return false;
  const top = sorted.subarray(0, Math.ceil(ratios.length / 100)).reduce((total, ratio) => total + ratio, 0);
  return top > sum / 2;
}

/**
 * An estimate that a few samples dominate, with a warning: at most the log of the number of samples, about the most
 * that samples of any distribution can confirm (McAllester and Stratos 2020), and with an interval from 0.
 */
export function doubted(measured: Measurement, samples: number): Measurement {
  const ceiling = Math.log(samples);
  return {
    ...measured,
    nats: Math.min(measured.nats, ceiling),
    low: 0,
    warnings: [...measured.warnings, warning('fewSamplesDominate', amount(ceiling))],
  };
}
