import type { Axis } from '../model/chartData';

export interface Span {
  readonly low: number;
  readonly high: number;
}

/** Keeps a chart's axes stable: within a run they only grow, and they end on round numbers. */
export class AxisMemory {
  private spans = new Map<string, Span>();
  private occasion = '';

  /** Forgets the ranges when the occasion (the run, the unit) changes. */
  begin(occasion: string): void {
    if (occasion === this.occasion) return;
    this.occasion = occasion;
    this.spans = new Map();
  }

  span(key: string, axis: Axis): Span {
    const wanted =
      axis.whole === true || axis.tight === true || axis.names
        ? axis
        : { low: roundOut(axis.low), high: roundOut(axis.high) };
    const held = this.spans.get(key);
    const low = Math.min(wanted.low, held?.low ?? wanted.low);
    const high = Math.max(wanted.high, held?.high ?? wanted.high);
    const span = { low, high: high > low ? high : low + 1 };
    this.spans.set(key, span);
    return span;
  }
}

/** The next round number (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten) that leaves some space. */
function roundOut(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return 0;
  const size = Math.abs(value) * 1.04;
  const power = 10 ** Math.floor(Math.log10(size));
  const step = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * power >= size) ?? 10;
  return Math.sign(value) * step * power;
}
