import { countJoint } from './counts/ballCounts';
import { digammas } from '../../numerics/digamma';
import type { Breather } from '../../numerics/breather';
import { countWithin, kthDistances } from './search/search';
import type { Space } from './spaces/space';
import { product } from './spaces/space';

/**
 * Contributions in nats to I(X;Y|Z) = psi(k) + < psi(n_z + 1) - psi(n_xz + 1) - psi(n_yz + 1) > (Frenzel and Pompe
 * 2007, eq. 6), with counts of samples strictly nearer than the k-th neighbour in the joint space; point masses as in
 * `ballContributions`.
 */
export async function conditionalContributions(
  x: Space,
  y: Space,
  z: Space,
  k: number,
  breather: Breather,
): Promise<Float64Array> {
  const joint = product(x, y, z);
  const radii = await kthDistances(joint, k, breather);
  const inZ = await countWithin(z, radii, 'closedAtZero', breather);
  const inXZ = await countWithin(product(x, z), radii, 'closedAtZero', breather);
  const inYZ = await countWithin(product(y, z), radii, 'closedAtZero', breather);
  const inJoint = await countJoint(joint, radii, k, breather);
  const psi = digammas(x.samples);
  return Float64Array.from(radii, (_, i) => psi[inJoint[i]] + psi[inZ[i]] - psi[inXZ[i]] - psi[inYZ[i]]);
}
