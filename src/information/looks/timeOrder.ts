import type { DistantLags } from './distantLags';
import type { SerialCorrelation } from './serialCorrelation';

/** What the order of rows in time leaves of a pair's samples. */
export interface TimeOrder {
  /** The number of independent samples that the rows are worth. */
  readonly effectiveSamples: number;
  /** Rows this far apart are nearly independent; blocks, where there is a lag. */
  readonly stride: number;
  /** Where rows resemble those at a distance alone: its length, and that of a block of nearly independent rows. */
  readonly lag?: number;
}

/** Below this loss of samples, intervals are wrong by less than a tenth. */
const slight = 1.2;
/** Correlations are followed up to this share of the samples. */
const longest = 0.25;

/**
 * How many independent samples the rows of two variables are worth, or undefined where nearly all. Of two independent
 * sequences with serial correlations r_x and r_y, a cross correlation varies as with N / (1 + 2 sum_k r_x(k) r_y(k))
 * samples (Bartlett 1935); the largest over columns stand for r_x and r_y, in absolute value. If rows of one variable
 * are in no order, the pairings are exchangeable, and all samples count.
 */
export function timeOrder(
  x: SerialCorrelation | undefined,
  y: SerialCorrelation | undefined,
  samples: number,
): TimeOrder | undefined {
  if (x === undefined || y === undefined) return undefined;
  let last = x(1) * y(1);
  let sum = last;
  // Lags 1, 2, 3, ..., later in steps of a tenth, with trapezoids between them.
  for (let lag = 1; last > 0 && lag <= longest * samples;) {
    const step = Math.max(1, Math.floor(lag / 10));
    lag += step;
    const next = x(lag) * y(lag);
    sum += (step * (last + next)) / 2 + (next - last) / 2;
    last = next;
  }
  const time = 1 + 2 * sum;
  return time < slight ? undefined : { effectiveSamples: samples / time, stride: Math.ceil(time) };
}

/** Of the lags at which rows resemble each other most, the first one has at least this share of the largest. */
const nearlyMost = 0.5;

/**
 * The same of rows that resemble those at some distance on both sides, as where sequences stand side by side: the sum
 * is over the multiples of the first such lag. `y` undefined: of a mean over one variable.
 */
export function orderAtLag(x: DistantLags, y: DistantLags | undefined, samples: number): TimeOrder | undefined {
  const product = (of: 'certain' | 'likely', lag: number): number => x[of][lag] * (y?.[of][lag] ?? 1);
  let most = 0;
  for (let lag = 2; lag < x.certain.length; lag++) most = Math.max(most, product('certain', lag));
  if (most === 0) return undefined;
  let lag = 2;
  while (product('certain', lag) < nearlyMost * most) lag++;
  let time = 1;
  for (let far = lag; far < x.likely.length; far += lag) {
    const next = product('likely', far);
    if (next === 0) break;
    time += 2 * (1 - far / samples) * next;
  }
  if (time < slight) return undefined;
  return { effectiveSamples: samples / time, stride: Math.min(Math.ceil(time), Math.floor(samples / lag)), lag };
}
