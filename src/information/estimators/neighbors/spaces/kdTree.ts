import type { NearestList } from '../search/nearestList';
import type { Space } from './space';
import { dimensionsOf } from './space';

const leafSize = 8;

/**
 * A k-d tree with bounding boxes (Friedman, Bentley and Finkel 1977): nearest neighbours, and counts within a radius,
 * where a box inside the ball counts at once.
 */
export class KdTree {
  /** The points' numbers in the order of the leaves. */
  readonly order: Int32Array;
  private readonly dimensions: number;
  /** Raw coordinates in the order of the leaves, [N, D]. */
  private readonly coordinates: Float64Array;
  private readonly weights: Float64Array;
  /** Where each part's columns end. */
  private readonly partEnds: readonly number[];
  private readonly euclidean: boolean;
  /** Of each node: first point, end, its children (-1 for a leaf), its box [low D, high D]. */
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  private readonly lefts: Int32Array;
  private readonly rights: Int32Array;
  private nodes = 0;
  private readonly boxes: Float64Array;
  private readonly query: Float64Array;

  constructor(space: Space) {
    const columns = space.parts.flatMap((part) => part.columns);
    this.dimensions = dimensionsOf(space);
    this.weights = Float64Array.from(space.parts.flatMap((part) => part.weights));
    let end = 0;
    this.partEnds = space.parts.map((part) => (end += part.columns.length));
    this.euclidean = space.metric === 'euclidean';
    this.query = new Float64Array(this.dimensions);
    const { samples } = space;
    this.order = Int32Array.from({ length: samples }, (_, i) => i);
    this.coordinates = new Float64Array(samples * this.dimensions);
    // A leaf holds more than half of leafSize, unless it is the only one.
    const mostNodes = Math.max(1, Math.ceil((4 * samples) / leafSize));
    this.starts = new Int32Array(mostNodes);
    this.ends = new Int32Array(mostNodes);
    this.lefts = new Int32Array(mostNodes).fill(-1);
    this.rights = new Int32Array(mostNodes).fill(-1);
    this.boxes = new Float64Array(2 * this.dimensions * mostNodes);
    const keys = new Float64Array(samples);
    this.build(columns, keys, 0, samples);
    for (let p = 0; p < samples; p++) {
      for (let c = 0; c < this.dimensions; c++) this.coordinates[p * this.dimensions + c] = columns[c][this.order[p]];
    }
  }

  /**
   * Offers to `list` every point that can be among the nearest to the point at place `place` of the order, except the
   * point itself.
   */
  nearest(place: number, list: NearestList): void {
    this.aim(place);
    this.searchNode(0, place, list);
  }

  /**
   * The number of points closer to the point at `place` than `radius` (at most that far where `closed`), itself
   * included if it is.
   */
  count(place: number, radius: number, closed: boolean): number {
    this.aim(place);
    return this.countNode(0, radius, closed);
  }

  private aim(place: number): void {
    for (let c = 0; c < this.dimensions; c++) this.query[c] = this.coordinates[place * this.dimensions + c];
  }

  private build(columns: readonly Float64Array[], keys: Float64Array, start: number, end: number): number {
    const node = this.nodes++;
    const { dimensions, order, boxes } = this;
    this.starts[node] = start;
    this.ends[node] = end;
    let widest = 0;
    let spread = 0;
    for (let c = 0; c < dimensions; c++) {
      const column = columns[c];
      let low = Infinity;
      let high = -Infinity;
      for (let p = start; p < end; p++) {
        const value = column[order[p]];
        if (value < low) low = value;
        if (value > high) high = value;
      }
      boxes[2 * dimensions * node + c] = low;
      boxes[2 * dimensions * node + dimensions + c] = high;
      if (this.weights[c] * (high - low) > spread) {
        spread = this.weights[c] * (high - low);
        widest = c;
      }
    }
    // Points that all coincide stay in one leaf, whose box counts them at once.
    if (end - start > leafSize && spread > 0) {
      const column = columns[widest];
      for (let p = start; p < end; p++) keys[p] = column[order[p]];
      const middle = (start + end) >>> 1;
      partialSort(keys, order, start, end - 1, middle);
      this.lefts[node] = this.build(columns, keys, start, middle);
      this.rights[node] = this.build(columns, keys, middle, end);
    }
    return node;
  }

  /** The distance from the query to the nearest place in the node's box. */
  private near(node: number): number {
    const { dimensions, boxes, query, weights } = this;
    const base = 2 * dimensions * node;
    let largest = 0;
    for (let c = 0; c < dimensions; c++) {
      const below = boxes[base + c] - query[c];
      const above = query[c] - boxes[base + dimensions + c];
      const off = weights[c] * (below > above ? below : above);
      if (off > largest) largest = off;
    }
    return largest;
  }

  /** The distance from the query to the farthest corner of the node's box. */
  private far(node: number): number {
    const { dimensions, boxes, query, weights } = this;
    const base = 2 * dimensions * node;
    if (!this.euclidean) {
      let largest = 0;
      for (let c = 0; c < dimensions; c++) {
        const below = query[c] - boxes[base + c];
        const above = boxes[base + dimensions + c] - query[c];
        const off = weights[c] * (below > above ? below : above);
        if (off > largest) largest = off;
      }
      return largest;
    }
    return this.norm((c) => Math.max(query[c] - boxes[base + c], boxes[base + dimensions + c] - query[c]));
  }

  private norm(off: (column: number) => number): number {
    let largest = 0;
    let c = 0;
    for (const end of this.partEnds) {
      let norm = 0;
      const single = end - c === 1;
      for (; c < end; c++) {
        const scaled = this.weights[c] * off(c);
        if (this.euclidean && !single) norm += scaled * scaled;
        else if (scaled > norm) norm = scaled;
      }
      if (this.euclidean && !single) norm = Math.sqrt(norm);
      if (norm > largest) largest = norm;
    }
    return largest;
  }

  private distanceTo(place: number): number {
    const { dimensions, coordinates, query, weights } = this;
    const base = place * dimensions;
    if (this.euclidean) return this.norm((c) => Math.abs(query[c] - coordinates[base + c]));
    let largest = 0;
    for (let c = 0; c < dimensions; c++) {
      const off = weights[c] * Math.abs(query[c] - coordinates[base + c]);
      if (off > largest) largest = off;
    }
    return largest;
  }

  private searchNode(node: number, self: number, list: NearestList): void {
    const left = this.lefts[node];
    if (left < 0) {
      let { bound } = list;
      for (let p = this.starts[node]; p < this.ends[node] && bound > 0; p++) {
        if (p === self) continue;
        const distance = this.distanceTo(p);
        if (!(distance < bound)) continue;
        list.offer(distance, this.order[p]);
        bound = list.bound;
      }
      return;
    }
    const right = this.rights[node];
    const toLeft = this.near(left);
    const toRight = this.near(right);
    const leftFirst = toLeft < toRight || (toLeft === toRight && self < this.ends[left]);
    if (leftFirst) {
      if (toLeft < list.bound) this.searchNode(left, self, list);
      if (toRight < list.bound) this.searchNode(right, self, list);
    } else {
      if (toRight < list.bound) this.searchNode(right, self, list);
      if (toLeft < list.bound) this.searchNode(left, self, list);
    }
  }

  private countNode(node: number, radius: number, closed: boolean): number {
    const near = this.near(node);
    if (closed ? near > radius : near >= radius) return 0;
    const far = this.far(node);
    if (closed ? far <= radius : far < radius) return this.ends[node] - this.starts[node];
    const left = this.lefts[node];
    if (left >= 0) return this.countNode(left, radius, closed) + this.countNode(this.rights[node], radius, closed);
    let count = 0;
    for (let p = this.starts[node]; p < this.ends[node]; p++) {
      const distance = this.distanceTo(p);
      if (distance < radius || (closed && distance === radius)) count++;
    }
    return count;
  }
}

/**
 * Orders `keys` (and `order` with them) so that place `middle` holds what a full sort would put there (Hoare's
 * quickselect).
 */
function partialSort(keys: Float64Array, order: Int32Array, first: number, last: number, middle: number): void {
  while (last > first) {
    const pivot = keys[(first + last) >>> 1];
    let i = first;
    let j = last;
    while (i <= j) {
      while (keys[i] < pivot) i++;
      while (keys[j] > pivot) j--;
      if (i <= j) {
        const key = keys[i];
        keys[i] = keys[j];
        keys[j] = key;
        const point = order[i];
        order[i] = order[j];
        order[j] = point;
        i++;
        j--;
      }
    }
    if (middle <= j) last = j;
    else if (middle >= i) first = i;
    else return;
  }
}
