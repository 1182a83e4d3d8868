import { NearestList } from './nearestList';
import type { Breather } from '../../../numerics/breather';
import type { Space } from '../spaces/space';
import { dimensionsOf, distancesFrom } from '../spaces/space';
import { lineOf, treeOf } from '../spaces/spaceIndexes';

/** Which radii include the points exactly that far away. */
export type Boundary = 'open' | 'closed' | 'closedAtZero';

export interface Neighbors {
  readonly k: number;
  /** [N, k], nearest first; ties in the order of the search. */
  readonly distances: Float64Array;
  readonly points: Int32Array;
}

/** Above this many columns a tree visits most of its leaves, and distances row by row are as quick. */
const mostTreeDimensions = 10;
const fewestTreeSamples = 200;

function wantsTree(space: Space): boolean {
  return space.samples >= fewestTreeSamples && dimensionsOf(space) <= mostTreeDimensions;
}

/** Each point's k nearest others. Needs more than k points. */
export async function nearestNeighbors(space: Space, k: number, breather: Breather): Promise<Neighbors> {
  const { samples } = space;
  const found: Neighbors = { k, distances: new Float64Array(samples * k), points: new Int32Array(samples * k) };
  const list = new NearestList(k);
  const keep = (i: number): void => {
    found.distances.set(list.distances, i * k);
    found.points.set(list.points, i * k);
    list.clear();
  };
  if (wantsTree(space)) {
    const tree = treeOf(space);
    for (let place = 0; place < samples; place++) {
      if ((place & 15) === 0 && breather.due()) await breather.rest();
      tree.nearest(place, list);
      keep(tree.order[place]);
    }
    return found;
  }
  const row = new Float64Array(samples);
  for (let i = 0; i < samples; i++) {
    if (breather.due()) await breather.rest();
    distancesFrom(space, i, row);
    for (let j = 0; j < samples; j++) if (j !== i && row[j] < list.bound) list.offer(row[j], j);
    keep(i);
  }
  return found;
}

/** The distance from each point to its k-th nearest other. */
export async function kthDistances(space: Space, k: number, breather: Breather): Promise<Float64Array> {
  const { distances } = await nearestNeighbors(space, k, breather);
  const radii = new Float64Array(space.samples);
  for (let i = 0; i < radii.length; i++) radii[i] = distances[i * k + k - 1];
  return radii;
}

/**
 * How many points lie within each point's radius, the point itself included wherever its radius includes distance zero.
 */
export async function countWithin(
  space: Space,
  radii: Float64Array,
  boundary: Boundary,
  breather: Breather,
): Promise<Int32Array> {
  const { samples } = space;
  const counts = new Int32Array(samples);
  const closed = (radius: number): boolean => boundary === 'closed' || (boundary === 'closedAtZero' && radius === 0);
  const line = dimensionsOf(space) === 1 ? lineOf(space) : undefined;
  if (line) {
    for (let rank = 0; rank < samples; rank++) {
      if ((rank & 255) === 0 && breather.due()) await breather.rest();
      const i = line.order[rank];
      counts[i] = line.count(rank, radii[i], closed(radii[i]));
    }
    return counts;
  }
  if (wantsTree(space)) {
    const tree = treeOf(space);
    for (let place = 0; place < samples; place++) {
      if ((place & 15) === 0 && breather.due()) await breather.rest();
      const i = tree.order[place];
      counts[i] = tree.count(place, radii[i], closed(radii[i]));
    }
    return counts;
  }
  const row = new Float64Array(samples);
  for (let i = 0; i < samples; i++) {
    if (breather.due()) await breather.rest();
    distancesFrom(space, i, row);
    const radius = radii[i];
    let count = 0;
    if (closed(radius)) for (let j = 0; j < samples; j++) count += row[j] <= radius ? 1 : 0;
    else for (let j = 0; j < samples; j++) count += row[j] < radius ? 1 : 0;
    counts[i] = count;
  }
  return counts;
}
