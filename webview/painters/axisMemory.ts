import type { Axis } from '../model/chartData';
import { positionOf, valueAt } from '../model/sharedAxis';
import { Zooms, type Span } from '../model/zooms';

export type { Span } from '../model/zooms';

export type Direction = 'x' | 'y';

/**
 * Keeps a chart's axes stable: within a run they only grow, and they end on round numbers. Knows which part of them is
 * shown.
 */
export class AxisMemory {
  private spans = new Map<string, Span>();
  private occasion = '';

  constructor(
    private readonly chart = '',
    private readonly zooms = new Zooms(),
  ) {}

  /** Forgets the ranges when the occasion (the run, the unit) changes. */
  begin(occasion: string): void {
    if (occasion === this.occasion) return;
    this.occasion = occasion;
    this.spans = new Map();
  }

  /** The whole axis. */
  span(key: string, axis: Axis): Span {
    const wanted = axis.whole === true || axis.tight === true || axis.names ? axis : withRoom(axis);
    const held = this.spans.get(key);
    const low = Math.min(wanted.low, held?.low ?? wanted.low);
    const high = Math.max(wanted.high, held?.high ?? wanted.high);
    const span = { low, high: high > low ? high : low + 1 };
    this.spans.set(key, span);
    return span;
  }

  /** The part of the axis that is shown. */
  view(key: Direction, axis: Axis): Span {
    const whole = this.span(key, axis);
    const range = this.zooms.range(this.name(key, axis));
    if (!range) return whole;
    const low = Math.max(whole.low, positionOf(axis, range.low));
    const high = Math.min(whole.high, positionOf(axis, range.high));
    // A shared range may lie outside of what this chart has.
    if (high === low && (axis.whole === true || axis.names)) return { low: low - 0.5, high: high + 0.5 };
    return high > low ? { low, high } : whole;
  }

  isZoomed(key: Direction, axis: Axis): boolean {
    return this.zooms.range(this.name(key, axis)) !== undefined;
  }

  /** Shows a part of the axis; all of it, or undefined, ends the zoom. */
  zoom(key: Direction, axis: Axis, shown: Span | undefined): void {
    const whole = this.span(key, axis);
    const slack = 1e-6 * (whole.high - whole.low);
    const all = !shown || (shown.low <= whole.low + slack && shown.high >= whole.high - slack);
    const range = all ? undefined : { low: valueAt(axis, shown.low), high: valueAt(axis, shown.high) };
    this.zooms.set(this.name(key, axis), range);
  }

  /** Axes of one kind have one name in all charts; a change of the unit or the scale is another axis. */
  private name(key: Direction, { kind, label, log }: Axis): string {
    return kind ?? `${this.chart}/${key}/${label}/${String(log === true)}`;
  }
}

/** Round ends beyond the data. Positions of logarithms are no values: a share of their span is left free. */
function withRoom({ low, high, log }: Axis): Span {
  const room = 0.04 * (high - low);
  if (log === true) return { low: low - room, high: high + room };
  return { low: low > 0 ? towardsZero(low) : fromZero(low), high: high < 0 ? towardsZero(high) : fromZero(high) };
}

const roundNumbers = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The next round number (1, 1.2, 1.5 … times a power of ten) further from zero that leaves some space. */
function fromZero(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return 0;
  const size = Math.abs(value) * 1.04;
  const power = 10 ** Math.floor(Math.log10(size));
  const step = roundNumbers.find((candidate) => candidate * power >= size) ?? 10;
  return Math.sign(value) * step * power;
}

/** The next round number nearer to zero that leaves some space. */
function towardsZero(value: number): number {
  const size = Math.abs(value) / 1.04;
  const power = 10 ** Math.floor(Math.log10(size));
  const step = roundNumbers.findLast((candidate) => candidate * power <= size) ?? 1;
  return Math.sign(value) * step * power;
}
