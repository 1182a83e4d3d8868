import type { Interval } from '../../src/result/interval';
import type { Mark } from '../model/chartData';

/** Pixels of the whisker of an end that nothing bounds. */
const endless = 14;

/** Whether an interval has an end that is not certified; such intervals are drawn here, all others by the chart. */
export const isOpen = (interval: Interval | undefined): boolean =>
  interval?.lowEnd !== undefined || interval?.highEnd !== undefined;

/** The colour of an error bar that the chart itself draws: none where an end is open, along x or y. */
export const barColour = (mark: Mark, colour: string): string =>
  isOpen(mark.interval) || isOpen(mark.xInterval) ? 'transparent' : colour;

/** How far, in pixels, an interval's end is from the value: `end` is its own, an endless one is a stub. */
const reachTo = (from: number, end: number, style: Interval['highEnd'], way: number): number =>
  style === 'endless' ? from + endless * way : end;

/** The pixel of an interval's end along an axis. @param way the direction of growing values on the screen, 1 or -1 */
export function endPixel(
  scale: { getPixelForValue(value: number): number },
  value: number,
  interval: Interval | undefined,
  end: 'low' | 'high',
  way: number,
): number {
  const at = scale.getPixelForValue(value);
  if (!interval) return at;
  return end === 'high'
    ? reachTo(at, scale.getPixelForValue(interval.high), interval.highEnd, way)
    : reachTo(at, scale.getPixelForValue(interval.low), interval.lowEnd, -way);
}
