import type { Random } from '../../../../base/random';
import type { HistorySource } from '../annealing/historySource';
import type { SteppedNetwork } from '../../../../base/stepped/steppedNetwork';
import { widestColumn } from '../../../numerics/halved';

/** States h = f(x) + N(0, deviation^2 I) of a source whose symbols are independent. */
export interface BeginningsProblem {
  readonly network: SteppedNetwork;
  readonly source: HistorySource;
  readonly deviation: number;
  /** Steps of an ending. */
  readonly ending: number;
}

/** The states after the first `steps` symbols of histories [count, length]. */
export function begin(
  network: SteppedNetwork,
  symbols: Int32Array,
  count: number,
  length: number,
  steps: number,
): Float64Array {
  let now = new Float64Array(count * network.width);
  let next = new Float64Array(now.length);
  const read = new Int32Array(count);
  for (let t = 0; t < steps; t++) {
    for (let j = 0; j < count; j++) read[j] = symbols[j * length + t];
    network.step(now, read, count, next);
    [now, next] = [next, now];
  }
  return now;
}

/** An order of states [count, width] that puts like ones together: halves along the widest column, again and again. */
export function alikeTogether(states: Float64Array, width: number): Int32Array {
  const count = states.length / width;
  const order = Int32Array.from({ length: count }, (_, j) => j);
  const split = (from: number, to: number): void => {
    if (to - from <= 8) return;
    const widest = widestColumn(states, width, order, from, to);
    order.subarray(from, to).sort((a, b) => states[a * width + widest] - states[b * width + widest]);
    const middle = (from + to) >> 1;
    split(from, middle);
    split(middle, to);
  };
  split(0, count);
  return order;
}

/** Rows [count, width] in another order. */
export function inOrder(rows: Float64Array, width: number, order: Int32Array): Float64Array {
  const ordered = new Float64Array(rows.length);
  for (let j = 0; j < order.length; j++)
    ordered.set(rows.subarray(order[j] * width, (order[j] + 1) * width), j * width);
  return ordered;
}

/** States of one step, with and without noise, [count, dimensions]. */
export interface StepStates {
  readonly values: Float64Array;
  readonly means: Float64Array;
}

/** States h = mean + noise of the last two steps that belong to a beginning each. */
export interface DrawnStates {
  readonly count: number;
  readonly dimensions: number;
  readonly now: StepStates;
  readonly before: StepStates;
  readonly owners: Int32Array;
  /** The symbols of their endings, [count, ending]. */
  readonly ends: Int32Array;
  readonly deviation: number;
}

/** `each` states of every beginning, with endings and noises of their own. */
export function drawnStates(
  { network, source, deviation, ending }: BeginningsProblem,
  begun: Float64Array,
  beginnings: number,
  each: number,
  random: Random,
): DrawnStates {
  const { dimensions } = network;
  const { length } = source;
  const count = beginnings * each;
  const means = new Float64Array(count * dimensions);
  const meansBefore = new Float64Array(count * dimensions);
  const owners = Int32Array.from({ length: count }, (_, i) => i % beginnings);
  const symbols = new Int32Array(beginnings * length);
  const ends = new Int32Array(count * ending);
  for (let round = 0; round < each; round++) {
    const first = round * beginnings;
    const own = ends.subarray(first * ending, (first + beginnings) * ending);
    for (let j = 0; j < beginnings; j++) {
      source.draw(random, symbols, j * length);
      own.set(symbols.subarray((j + 1) * length - ending, (j + 1) * length), j * ending);
    }
    let now = begun.slice();
    let next = new Float64Array(now.length);
    const read = new Int32Array(beginnings);
    const place = (of: Float64Array): Float64Array =>
      of.subarray(first * dimensions, (first + beginnings) * dimensions);
    for (let t = 0; t < ending; t++) {
      if (t === ending - 1) network.observe(now, beginnings, place(meansBefore));
      for (let j = 0; j < beginnings; j++) read[j] = own[j * ending + t];
      network.step(now, read, beginnings, next);
      [now, next] = [next, now];
    }
    network.observe(now, beginnings, place(means));
  }
  const noisy = (of: Float64Array): StepStates => ({
    means: of,
    values: of.map((mean) => mean + deviation * random.normal()),
  });
  return { count, dimensions, now: noisy(means), before: noisy(meansBefore), owners, ends, deviation };
}
