import { digammas } from '../../../numerics/digamma';
import type { Breather } from '../../../numerics/breather';
import { planeRadii } from '../search/planeSearch';
import { countWithin, kthDistances } from '../search/search';
import type { Space } from '../spaces/space';
import { dimensionsOf, product } from '../spaces/space';

/**
 * Around each sample: the distance to its k-th nearest other sample in joint space, and the number of samples nearer
 * than that in each marginal.
 */
export interface BallCounts {
  readonly k: number;
  /** Joint distances; zero where more than k samples coincide. */
  readonly radii: Float64Array;
  /** Samples strictly nearer (at distance zero where the radius is zero), the sample itself included. */
  readonly inX: Int32Array;
  readonly inY: Int32Array;
  /** k; where the radius is zero, the number of samples that coincide in joint space, the sample itself included. */
  readonly inJoint: Int32Array;
}

/** Ball counts in double precision, by search structures that suit the dimension. */
export async function countBalls(x: Space, y: Space, k: number, breather: Breather): Promise<BallCounts> {
  const joint = product(x, y);
  const inPlane = dimensionsOf(x) === 1 && dimensionsOf(y) === 1;
  const radii = inPlane ? await planeRadii(x, y, k, breather) : await kthDistances(joint, k, breather);
  const inX = await countWithin(x, radii, 'closedAtZero', breather);
  const inY = await countWithin(y, radii, 'closedAtZero', breather);
  return { k, radii, inX, inY, inJoint: await countJoint(joint, radii, k, breather) };
}

/** `k` wherever the radius is positive. */
export async function countJoint(
  joint: Space,
  radii: Float64Array,
  k: number,
  breather: Breather,
): Promise<Int32Array> {
  const counts = new Int32Array(radii.length).fill(k);
  if (!radii.includes(0)) return counts;
  // A negative radius contains no point, and its search ends at once.
  const atZero = radii.map((radius) => (radius === 0 ? 0 : -1));
  const coincident = await countWithin(joint, atZero, 'closed', breather);
  for (let i = 0; i < radii.length; i++) if (radii[i] === 0) counts[i] = coincident[i];
  return counts;
}

/**
 * Contributions psi(k) + psi(N) - psi(n_x + 1) - psi(n_y + 1) in nats, whose mean is KSG 1 (Kraskov, Stögbauer and
 * Grassberger 2004, eq. 8). Where samples coincide the ball is a point, and k is the number of samples in it (Gao,
 * Kannan, Oh and Viswanath 2017).
 */
export function ballContributions(counts: BallCounts): Float64Array {
  const samples = counts.radii.length;
  const psi = digammas(samples);
  const local = new Float64Array(samples);
  for (let i = 0; i < samples; i++)
    local[i] = psi[counts.inJoint[i]] + psi[samples] - psi[counts.inX[i]] - psi[counts.inY[i]];
  return local;
}
