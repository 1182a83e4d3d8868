import type { Random } from '../../../../base/random';
import type { HistorySource } from '../annealing/historySource';
import type { SteppedNetwork } from '../../../../base/stepped/steppedNetwork';
import type { OwnedStates } from './nearbySums';

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

/** States [count, width] in an order that puts like ones together: halves along the widest column, again and again. */
export function alikeTogether(states: Float64Array, width: number): Float64Array {
  const count = states.length / width;
  const order = Int32Array.from({ length: count }, (_, j) => j);
  const split = (from: number, to: number): void => {
    if (to - from <= 8) return;
    let widest = 0;
    let most = -1;
    for (let k = 0; k < width; k++) {
      let [sum, squares] = [0, 0];
      for (let j = from; j < to; j++) {
        const value = states[order[j] * width + k];
        sum += value;
        squares += value * value;
      }
      const variance = squares / (to - from) - (sum / (to - from)) ** 2;
      if (variance > most) [most, widest] = [variance, k];
    }
    order.subarray(from, to).sort((a, b) => states[a * width + widest] - states[b * width + widest]);
    const middle = (from + to) >> 1;
    split(from, middle);
    split(middle, to);
  };
  split(0, count);
  const ordered = new Float64Array(states.length);
  for (let j = 0; j < count; j++) ordered.set(states.subarray(order[j] * width, (order[j] + 1) * width), j * width);
  return ordered;
}

/** `each` states of every beginning, with endings and noises of their own. */
export function drawnStates(
  { network, source, deviation, ending }: BeginningsProblem,
  begun: Float64Array,
  beginnings: number,
  each: number,
  random: Random,
): OwnedStates {
  const { dimensions } = network;
  const { length } = source;
  const count = beginnings * each;
  const values = new Float64Array(count * dimensions);
  const means = new Float64Array(count * dimensions);
  const owners = Int32Array.from({ length: count }, (_, i) => i % beginnings);
  const symbols = new Int32Array(beginnings * length);
  const ends = new Int32Array(beginnings * ending);
  for (let round = 0; round < each; round++) {
    for (let j = 0; j < beginnings; j++) {
      source.draw(random, symbols, j * length);
      ends.set(symbols.subarray((j + 1) * length - ending, (j + 1) * length), j * ending);
    }
    let now = begun.slice();
    let next = new Float64Array(now.length);
    const read = new Int32Array(beginnings);
    for (let t = 0; t < ending; t++) {
      for (let j = 0; j < beginnings; j++) read[j] = ends[j * ending + t];
      network.step(now, read, beginnings, next);
      [now, next] = [next, now];
    }
    const each = beginnings * dimensions;
    network.observe(now, beginnings, means.subarray(round * each, (round + 1) * each));
  }
  for (let at = 0; at < values.length; at++) values[at] = means[at] + deviation * random.normal();
  return { count, dimensions, values, means, owners, deviation };
}
