import { isHighCertified } from '../../information/types/assumption';
import { analysisWarning, type TheoremCode } from '../../result/warnings';
import type { NatsEstimate } from '../measures/natsEstimate';
import { unseen } from './hold';
import { isExact, type Snapshot } from './snapshot';
import { limitCodes } from './theorems';
import { type ValueOrder, valueOrders } from './valueOrders';

/** Two numbers that differ by less, nats, are one. */
const rounding = 1e-12;

/** A chain of orders has no more links than this: memory, memory given later inputs, I(X;H), capacity. */
const mostRounds = 12;

/**
 * Values that obey the orders of `valueOrders`, each moved only between its own ends, which stay as they are: where the
 * ends of two estimates leave an order open and their values break it, both are moved to a common point. A lower bound
 * raises what it is a part of, an upper bound lowers its parts, and of two plain values each goes the same share of its
 * way. Where no two points between the ends obey an order, the values stand at these ends. An upper end that only a
 * model gives moves with the value where what raises it rests on no model.
 */
export class OrderedValues {
  /** Those of parts before those of their wholes. */
  private readonly orders: readonly ValueOrder[];
  private values: number[];
  /** The least that each value may be, so that all that it is made of has room below. */
  private readonly floors: number[];
  private readonly codes = new Map<number, TheoremCode>();

  constructor(private readonly snapshot: Snapshot) {
    const orders = valueOrders(snapshot);
    this.orders = fromPartsUp(orders, snapshot.estimates.length);
    this.values = snapshot.estimates.map(({ value }) => value);
    this.floors = snapshot.estimates.map((estimate) => (isExact(estimate) ? estimate.value : estimate.low));
    repeat(this.orders, ({ parts, whole }) => this.raiseFloor(whole, this.sumOf(this.floors, parts)));
  }

  floorAt(place: number): number {
    return this.floors[place];
  }

  /** Raises wholes as far as their parts ask, and then lowers single parts to them. */
  settle(): void {
    for (const order of this.orders) this.raiseWhole(order);
    repeat(this.orders, (order) => order.parts.length === 1 && this.lowerToWhole(order));
    this.write();
  }

  /** Lowers all parts that are above their wholes once the terms of the chain rule add up. */
  lower(): void {
    this.values = this.snapshot.estimates.map(({ value }) => value);
    repeat(this.orders, (order) => order.ofPart !== 'chainRule' && this.lowerToWhole(order));
    this.write();
  }

  private raiseFloor(place: number, floor: number): boolean {
    const raised = Math.min(floor, this.highAt(place));
    if (raised <= this.floors[place] + rounding) return false;
    this.floors[place] = raised;
    return true;
  }

  private raiseWhole(order: ValueOrder): void {
    if (!this.isBinding(order)) return;
    const target = Math.min(this.highFor(order), this.meetingPoint(order));
    if (target > this.values[order.whole] + rounding) this.move(order.whole, target, order.ofWhole);
  }

  /**
   * Whether the values can contradict each other: what is at least so much may be more than its parts, and a part that
   * is at most so much may be less than the whole. What rests on no model moves either all the same.
   */
  private isBinding({ parts, whole, ofPart }: ValueOrder): boolean {
    const { estimates } = this.snapshot;
    const { bound, assumes } = estimates[whole];
    const hasUpper = parts.some((part) => estimates[part].bound === 'upper');
    if (ofPart === 'chainRule') return true;
    if (bound === 'lower') return !hasUpper && parts.every((part) => estimates[part].assumes === undefined);
    return !hasUpper || bound === 'upper' || assumes === undefined;
  }

  /** The end of a model is no limit to what rests on none. */
  private highFor({ parts, whole }: ValueOrder): number {
    const { estimates } = this.snapshot;
    const isModel = !isHighCertified(estimates[whole]) && !isExact(estimates[whole]);
    return isModel && parts.every((part) => estimates[part].assumes === undefined) ? Infinity : this.highAt(whole);
  }

  /** Where the sum of the parts and the whole meet; the whole where they obey the order. */
  private meetingPoint(order: ValueOrder): number {
    const { parts, whole, ofPart } = order;
    const [value, most, least] = [this.values[whole], this.sumOf(this.values, parts), this.sumOf(this.floors, parts)];
    if (most <= value + rounding) return value;
    const are = (bound: NatsEstimate['bound']): boolean => parts.every((part) => this.boundAt(part) === bound);
    // The whole of a chain rule is known better than its terms, which move to it.
    if (ofPart === 'chainRule' || this.boundAt(whole) === 'upper') return Math.max(value, least);
    if (this.boundAt(whole) === 'lower' || are('lower')) return most;
    if (are('upper')) return Math.max(value, least);
    const [down, up] = [most - least, this.highFor(order) - value];
    if (!Number.isFinite(up)) return most;
    return down + up > 0 ? value + Math.min(1, (most - value) / (down + up)) * up : value;
  }

  private lowerToWhole(order: ValueOrder): boolean {
    if (!this.isBinding(order)) return false;
    const { parts, whole, ofPart } = order;
    const over = this.sumOf(this.values, parts) - this.values[whole];
    const room = parts.reduce((total, part) => total + Math.max(0, this.values[part] - this.floors[part]), 0);
    if (over <= rounding || room <= rounding) return false;
    const share = Math.min(1, over / room);
    for (const part of parts) {
      const [value, floor] = [this.values[part], this.floors[part]];
      const to = share === 1 ? floor : parts.length === 1 ? this.values[whole] : value - share * (value - floor);
      if (to < value) this.move(part, to, ofPart);
    }
    return true;
  }

  private move(place: number, value: number, code: TheoremCode): void {
    if (isExact(this.snapshot.estimates[place])) return;
    this.values[place] = value;
    this.codes.set(place, code);
  }

  private write(): void {
    for (const [place, code] of this.codes) {
      const [before, value] = [this.snapshot.estimates[place], this.values[place]];
      if (value !== before.value) this.snapshot.replace(place, movedTo(before, value, code));
    }
    this.codes.clear();
  }

  private sumOf(numbers: readonly number[], places: readonly number[]): number {
    return places.reduce((sum, place) => sum + numbers[place], 0);
  }

  private highAt(place: number): number {
    const estimate = this.snapshot.estimates[place];
    return isExact(estimate) ? estimate.value : estimate.high;
  }

  private boundAt(place: number): NatsEstimate['bound'] {
    return this.snapshot.estimates[place].bound;
  }
}

/** Does something with all orders until it changes nothing. */
function repeat(orders: readonly ValueOrder[], once: (order: ValueOrder) => boolean): void {
  for (let round = 0; round < mostRounds; round++) {
    let changed = false;
    for (const order of orders) changed = once(order) || changed;
    if (!changed) return;
  }
}

/** Orders whose parts are wholes of others come after these. Two that are one number are each a part of the other. */
function fromPartsUp(orders: readonly ValueOrder[], places: number): ValueOrder[] {
  const ranks = new Array<number>(places).fill(0);
  repeat(orders, ({ parts, whole }) => {
    const rank = 1 + Math.max(...parts.map((part) => ranks[part]));
    if (rank <= ranks[whole] || rank > mostRounds) return false;
    ranks[whole] = rank;
    return true;
  });
  return orders.toSorted((a, b) => ranks[a.whole] - ranks[b.whole]);
}

function movedTo(before: NatsEstimate, value: number, code: TheoremCode): NatsEstimate {
  const isSeen = Math.abs(value - before.value) >= unseen;
  const told = before.warnings ?? [];
  const isHeld = told.some((warning) => limitCodes.has(warning.code) || warning.code === 'chainRule');
  const high = Math.max(before.high, value);
  if (!isSeen && !isHeld) return { ...before, value, high };
  // A number that the value was held to before is no longer its value.
  const others = told.filter((warning) => !limitCodes.has(warning.code) && warning.code !== 'chainRule');
  return { ...before, value, high, warnings: [...others, analysisWarning(code, { nats: value, digits: 2 })] };
}
