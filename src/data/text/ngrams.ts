import { breathe } from '../../base/cancellation';

/** Windows of symbols side by side, [count, width]. */
export interface Windows {
  readonly symbols: Int32Array;
  readonly count: number;
  readonly width: number;
}

/** Windows between two checks for cancellation. */
const perBreath = 500;

/**
 * Cross-entropies of n-grams of order 1 ... `orders` on the last symbols of held-out windows, in nats per symbol, by
 * Witten and Bell's interpolation (Chen and Goodman 1998, eq. 17): p(w|h) = (c(hw) + T(h) p(w|h')) / (c(h) + T(h)),
 * with T(h) the number of different symbols seen after h, and the uniform distribution below order 1. Counts are from
 * `training`. Predicted are the symbols of `heldOut` that have orders-1 symbols before them, the same ones for every
 * order.
 */
export async function crossEntropies(
  training: Windows,
  heldOut: Windows,
  alphabet: number,
  orders: number,
  signal?: AbortSignal,
): Promise<number[]> {
  const tables = Array.from({ length: orders }, () => new Contexts(alphabet));
  for (let row = 0; row < training.count; row++) {
    const start = row * training.width;
    for (let t = 0; t < training.width; t++) {
      for (let n = 0; n < Math.min(orders, t + 1); n++) tables[n].add(training.symbols, start + t, n);
    }
    if (row % perBreath === 0) await breathe(signal);
  }
  const sums = new Float64Array(orders);
  let predicted = 0;
  for (let row = 0; row < heldOut.count; row++) {
    for (let t = orders - 1; t < heldOut.width; t++) {
      let chance = 1 / alphabet;
      for (let n = 0; n < orders; n++) {
        chance = tables[n].chance(heldOut.symbols, row * heldOut.width + t, n, chance);
        sums[n] -= Math.log(chance);
      }
      predicted++;
    }
    if (row % perBreath === 0) await breathe(signal);
  }
  return Array.from(sums, (sum) => sum / Math.max(1, predicted));
}

/** The highest order, at most five, whose contexts of this alphabet have distinct numbers in a double. */
export const highestOrder = (alphabet: number): number => Math.min(5, Math.floor(52 / Math.log2(alphabet)));

/** Counts of each symbol after each context of n symbols. */
class Contexts {
  private readonly counts = new Map<number, number>();
  private readonly totals = new Map<number, number>();
  private readonly kinds = new Map<number, number>();

  constructor(private readonly alphabet: number) {}

  add(symbols: Int32Array, at: number, n: number): void {
    const context = this.key(symbols, at - n, at);
    const whole = context * this.alphabet + symbols[at];
    const seen = this.counts.get(whole) ?? 0;
    this.counts.set(whole, seen + 1);
    this.totals.set(context, (this.totals.get(context) ?? 0) + 1);
    if (seen === 0) this.kinds.set(context, (this.kinds.get(context) ?? 0) + 1);
  }

  chance(symbols: Int32Array, at: number, n: number, lower: number): number {
    const context = this.key(symbols, at - n, at);
    const total = this.totals.get(context) ?? 0;
    if (total === 0) return lower;
    const kinds = this.kinds.get(context) ?? 0;
    return ((this.counts.get(context * this.alphabet + symbols[at]) ?? 0) + kinds * lower) / (total + kinds);
  }

  private key(symbols: Int32Array, from: number, to: number): number {
    let key = 0;
    for (let i = from; i < to; i++) key = key * this.alphabet + symbols[i];
    return key;
  }
}
