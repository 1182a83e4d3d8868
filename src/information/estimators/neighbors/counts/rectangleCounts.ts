import { digammas } from '../../../numerics/digamma';
import type { Neighbors } from '../search/search';
import { countWithin, nearestNeighbors } from '../search/search';
import type { Breather } from '../../../numerics/breather';
import type { Space } from '../spaces/space';
import { distance, product } from '../spaces/space';
import { countJoint } from './ballCounts';

/**
 * Around each sample: the smallest rectangle that contains its k nearest others, and the number of samples within its
 * sides.
 */
export interface RectangleCounts {
  readonly neighbors: Neighbors;
  /** Half the rectangle's sides. */
  readonly sidesX: Float64Array;
  readonly sidesY: Float64Array;
  /** Samples within a side, the sample itself included. */
  readonly inX: Int32Array;
  readonly inY: Int32Array;
  /** k; where k or more others coincide with the sample, the number of coinciding samples, itself included. */
  readonly inJoint: Int32Array;
  readonly radii: Float64Array;
}

export async function countRectangles(x: Space, y: Space, k: number, breather: Breather): Promise<RectangleCounts> {
  const joint = product(x, y);
  const neighbors = await nearestNeighbors(joint, k, breather);
  const { samples } = x;
  const sidesX = new Float64Array(samples);
  const sidesY = new Float64Array(samples);
  const radii = new Float64Array(samples);
  for (let i = 0; i < samples; i++) {
    if ((i & 63) === 0 && breather.due()) await breather.rest();
    radii[i] = neighbors.distances[i * k + k - 1];
    for (let s = i * k; s < i * k + k; s++) {
      sidesX[i] = Math.max(sidesX[i], distance(x, i, neighbors.points[s]));
      sidesY[i] = Math.max(sidesY[i], distance(y, i, neighbors.points[s]));
    }
  }
  const inX = await countWithin(x, sidesX, 'closed', breather);
  const inY = await countWithin(y, sidesY, 'closed', breather);
  return { neighbors, sidesX, sidesY, inX, inY, inJoint: await countJoint(joint, radii, k, breather), radii };
}

/**
 * Contributions psi(k) - 1/k + psi(N) - psi(n_x) - psi(n_y) in nats, whose mean is KSG 2 (Kraskov, Stögbauer and
 * Grassberger 2004, eq. 9); where samples coincide, those of a point mass as in `ballContributions`.
 */
export function rectangleContributions(counts: RectangleCounts): Float64Array {
  const { radii, inX, inY, inJoint } = counts;
  const { k } = counts.neighbors;
  const samples = radii.length;
  const psi = digammas(samples);
  const local = new Float64Array(samples);
  for (let i = 0; i < samples; i++) {
    local[i] =
      radii[i] === 0
        ? psi[inJoint[i]] + psi[samples] - psi[inX[i]] - psi[inY[i]]
        : psi[k] - 1 / k + psi[samples] - psi[inX[i] - 1] - psi[inY[i] - 1];
  }
  return local;
}
