import { NearestList } from './nearestList';
import type { Pacer } from './pacer';
import { kthDistances } from './search';
import type { Space } from './space';
import { product } from './space';

/**
 * The k-th nearest distances of pairs of scalars under the max norm. The points lie in strips of equal count along x, each in order of y:
 * a search scans outward along y in the point's own strip and in the strips beside it, as far as the k-th best so far reaches.
 */
export async function planeRadii(x: Space, y: Space, k: number, pacer: Pacer): Promise<Float64Array> {
  const [partX] = x.parts.filter((part) => part.columns.length > 0);
  const [partY] = y.parts.filter((part) => part.columns.length > 0);
  const samples = x.samples;
  const stripSize = Math.max(8, Math.round(Math.sqrt(samples * k)));
  if (samples < 2 * stripSize) return kthDistances(product(x, y), k, pacer);
  const strips = makeStrips(partX.columns[0], partY.columns[0], stripSize);
  const list = new NearestList(k);
  const radii = new Float64Array(samples);
  for (let s = 0; s < strips.count; s++) {
    for (let p = strips.starts[s]; p < strips.starts[s + 1]; p++) {
      if ((p & 63) === 0 && pacer.due()) await pacer.rest();
      radii[strips.order[p]] = radiusAt(strips, s, p, partX.weights[0], partY.weights[0], list);
    }
  }
  return radii;
}

interface Strips {
  readonly count: number;
  /** First point of each strip, and the end. */
  readonly starts: Int32Array;
  /** Lowest and highest x of each strip. */
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  /** Points by strip, then by y. */
  readonly order: Int32Array;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

function makeStrips(x: Float64Array, y: Float64Array, size: number): Strips {
  const order = orderOf(x);
  const count = Math.ceil(order.length / size);
  const starts = Int32Array.from({ length: count + 1 }, (_, s) => Math.min(s * size, order.length));
  const lows = new Float64Array(count);
  const highs = new Float64Array(count);
  for (let s = 0; s < count; s++) {
    lows[s] = x[order[starts[s]]];
    highs[s] = x[order[starts[s + 1] - 1]];
    const members = order.slice(starts[s], starts[s + 1]);
    const byY = orderOf(Float64Array.from(members, (i) => y[i]));
    for (let r = 0; r < byY.length; r++) order[starts[s] + r] = members[byY[r]];
  }
  return { count, starts, lows, highs, order, xs: Float64Array.from(order, (i) => x[i]), ys: Float64Array.from(order, (i) => y[i]) };
}

function orderOf(values: Float64Array): Int32Array {
  return Int32Array.from(values, (_, i) => i).sort((a, b) => values[a] - values[b]);
}

function radiusAt(strips: Strips, strip: number, place: number, weightX: number, weightY: number, list: NearestList): number {
  const { starts, lows, highs, xs, ys } = strips;
  const x = xs[place];
  const y = ys[place];
  list.clear();
  scan(strips, place - 1, place + 1, starts[strip], starts[strip + 1], x, y, weightX, weightY, list);
  for (let s = strip - 1; s >= 0 && weightX * (x - highs[s]) < list.bound; s--) {
    const from = firstAtLeast(ys, y, starts[s], starts[s + 1]);
    scan(strips, from - 1, from, starts[s], starts[s + 1], x, y, weightX, weightY, list);
  }
  for (let s = strip + 1; s < strips.count && weightX * (lows[s] - x) < list.bound; s++) {
    const from = firstAtLeast(ys, y, starts[s], starts[s + 1]);
    scan(strips, from - 1, from, starts[s], starts[s + 1], x, y, weightX, weightY, list);
  }
  return list.bound;
}

/** Offers the points below and above a place in a strip, each way until y alone is too far. */
function scan(
  strips: Strips, below: number, above: number, start: number, end: number,
  x: number, y: number, weightX: number, weightY: number, list: NearestList,
): void {
  const { xs, ys } = strips;
  let bound = list.bound;
  for (let p = above; p < end; p++) {
    const offY = weightY * (ys[p] - y);
    if (!(offY < bound)) break;
    const offX = weightX * Math.abs(xs[p] - x);
    if (offX < bound) {
      list.offer(offX > offY ? offX : offY, p);
      bound = list.bound;
    }
  }
  for (let p = below; p >= start; p--) {
    const offY = weightY * (y - ys[p]);
    if (!(offY < bound)) break;
    const offX = weightX * Math.abs(xs[p] - x);
    if (offX < bound) {
      list.offer(offX > offY ? offX : offY, p);
      bound = list.bound;
    }
  }
}

function firstAtLeast(ys: Float64Array, y: number, start: number, end: number): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ys[middle] < y) low = middle + 1;
    else high = middle;
  }
  return low;
}
