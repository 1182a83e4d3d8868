import type { Axis } from '../model/chartData';
import type { Span } from './axisMemory';

export interface Tick {
  value: number;
}

/** 1, 2 and 5 times each power of ten; all whole multiples where those are fewer than three. */
export function logTicks({ low, high }: Span): Tick[] {
  const within = (steps: readonly number[]): Tick[] => {
    const ticks: Tick[] = [];
    for (let power = Math.floor(low); power <= high; power++)
      for (const step of steps) ticks.push({ value: power + Math.log10(step) });
    return ticks.filter(({ value }) => value >= low - 1e-9 && value <= high + 1e-9);
  };
  const few = within([1, 2, 5]);
  return few.length >= 3 ? few : within([1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9]);
}

/** At most so many steps between ticks. */
const mostSteps = 6;

/** Multiples of a round step, zero among them where it is shown. */
export function multiplesBetween({ low, high }: Span): Tick[] {
  const least = (high - low) / mostSteps;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= least - 1e-9 * power) ?? 10 * power;
  const slack = 1e-9 * (high - low);
  const ticks: Tick[] = [];
  for (let k = Math.ceil((low - slack) / step); k * step <= high + slack; k++)
    ticks.push({ value: k === 0 ? 0 : k * step });
  return ticks;
}

/** Options of an axis that has these ticks. */
export const ticksAt = (ticks: Tick[]) => ({
  afterBuildTicks: (scale: { ticks: Tick[] }): void => {
    scale.ticks = ticks;
  },
});

/** Options for an axis of numbers on both sides of zero, which has a line there; none for any other. */
export function zeroLine({ log, whole, names }: Axis, span: Span): Partial<ReturnType<typeof ticksAt>> {
  const isPlain = log !== true && whole !== true && !names;
  return isPlain && span.low < 0 && span.high > 0 ? ticksAt(multiplesBetween(span)) : {};
}
