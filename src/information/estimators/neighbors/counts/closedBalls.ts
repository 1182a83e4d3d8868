import type { Breather } from '../../../numerics/breather';
import { countWithin, kthDistances } from '../search/search';
import type { Space } from '../spaces/space';
import { product } from '../spaces/space';
import { countJoint, type BallCounts } from './ballCounts';

/**
 * Ball counts where columns have point masses (Gao, Kannan, Oh and Viswanath 2017, algorithm 1: balls are closed):
 * as far as a sample is from a mass, so far it is from all samples on it that are near elsewhere. These lie on the
 * sphere, and are counted in the joint space and in each side alike; to leave them out of one reads too much. Without
 * ties the counts are those of `countBalls`: k, and in each side the samples strictly nearer and the sample itself.
 */
export async function countClosedBalls(x: Space, y: Space, k: number, breather: Breather): Promise<BallCounts> {
  const joint = product(x, y);
  const radii = await kthDistances(joint, k, breather);
  const atPoints = await countJoint(joint, radii, k, breather);
  const closed = await countWithin(joint, radii, 'closed', breather);
  const inJoint = closed.map((count, i) => (radii[i] > 0 ? count - 1 : atPoints[i]));
  const side = async (space: Space): Promise<Int32Array> => {
    const nearer = await countWithin(space, radii, 'closedAtZero', breather);
    const others = await countWithin(space, radii, 'closed', breather);
    return nearer.map((count, i) => (radii[i] > 0 ? Math.max(count, others[i] - 1) : count));
  };
  return { k, radii, inX: await side(x), inY: await side(y), inJoint };
}
