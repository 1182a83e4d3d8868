import { NearestList } from './nearestList';
import type { Breather } from '../../../numerics/breather';
import { kthDistances } from './search';
import type { Space } from '../spaces/space';
import { product } from '../spaces/space';
import type { SortedLine } from '../spaces/sortedLine';
import { firstAtLeast } from '../spaces/sortedLine';
import { lineOf } from '../spaces/spaceIndexes';

/**
 * The k-th nearest distances of pairs of scalars under the max norm. The points lie in strips of equal count along x,
 * each in order of y: A search scans outward along y in the point's own strip and in its neighbouring strips, up to the
 * k-th smallest distance so far.
 */
export async function planeRadii(x: Space, y: Space, k: number, breather: Breather): Promise<Float64Array> {
  const lineX = lineOf(x);
  const lineY = lineOf(y);
  const samples = x.samples;
  const stripSize = Math.max(8, Math.round(Math.sqrt(samples * k)));
  if (!lineX || !lineY || samples < 2 * stripSize) return kthDistances(product(x, y), k, breather);
  const strips = makeStrips(lineX, lineY, stripSize);
  const list = new NearestList(k);
  const radii = new Float64Array(samples);
  for (let s = 0; s < strips.count; s++) {
    for (let p = strips.starts[s]; p < strips.starts[s + 1]; p++) {
      if ((p & 63) === 0 && breather.due()) await breather.rest();
      radii[strips.order[p]] = radiusAt(strips, s, p, lineX.weight, lineY.weight, list);
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

function makeStrips(x: SortedLine, y: SortedLine, size: number): Strips {
  const { order: byX, values } = x;
  const samples = byX.length;
  const count = Math.ceil(samples / size);
  const starts = Int32Array.from({ length: count + 1 }, (_, s) => Math.min(s * size, samples));
  const lows = starts.subarray(0, count);
  const strip = new Int32Array(samples);
  const valueX = new Float64Array(samples);
  for (let rank = 0; rank < samples; rank++) {
    strip[byX[rank]] = Math.floor(rank / size);
    valueX[byX[rank]] = values[rank];
  }
  // The points are dealt out in order of y, so each strip is in order of y.
  const next = starts.slice();
  const order = new Int32Array(samples);
  const xs = new Float64Array(samples);
  const ys = new Float64Array(samples);
  for (let rank = 0; rank < samples; rank++) {
    const point = y.order[rank];
    const place = next[strip[point]]++;
    order[place] = point;
    xs[place] = valueX[point];
    ys[place] = y.values[rank];
  }
  return {
    count,
    starts,
    order,
    xs,
    ys,
    lows: Float64Array.from(lows, (start) => values[start]),
    highs: Float64Array.from(lows, (_, s) => values[starts[s + 1] - 1]),
  };
}

function radiusAt(
  strips: Strips,
  strip: number,
  place: number,
  weightX: number,
  weightY: number,
  list: NearestList,
): number {
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
  strips: Strips,
  below: number,
  above: number,
  start: number,
  end: number,
  x: number,
  y: number,
  weightX: number,
  weightY: number,
  list: NearestList,
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
