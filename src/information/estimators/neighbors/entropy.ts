import { sentence } from '../../../base/sentence';
import { UserError } from '../../../base/userError';
import type { Breather } from '../../numerics/breather';
import { digammas } from '../../numerics/digamma';
import { kthDistances } from './search/search';
import type { Space } from './spaces/space';
import { dimensionsOf } from './spaces/space';

/**
 * Contributions in nats to the differential entropy psi(N) - psi(k) + ln(c_d) + d < ln(r_k) > (Kozachenko and Leonenko
 * 1987; Kraskov 2004, eq. 20), c_d the volume of the unit ball of the norm. Columns are standardised for the search and
 * the logarithms of their deviations added.
 * @throws UserError where k other samples coincide with one: such a distribution has atoms and no density
 */
export async function entropyContributions(
  space: Space,
  k: number,
  name: string,
  breather: Breather,
): Promise<Float64Array> {
  const radii = await kthDistances(space, k, breather);
  if (radii.includes(0)) {
    throw new UserError(
      sentence(
        '{0} has values that occur more than {1} times, so it has no differential entropy. Treat it as ' +
          'discrete, or use bins.',
        name,
        k,
      ),
    );
  }
  const psi = digammas(space.samples);
  const dimensions = dimensionsOf(space);
  let constant = psi[space.samples] - psi[k];
  for (const part of space.parts) {
    constant += space.metric === 'euclidean' ? logBallVolume(part.columns.length) : part.columns.length * Math.LN2;
    for (const weight of part.weights) constant -= Math.log(weight);
  }
  return radii.map((radius) => constant + dimensions * Math.log(radius));
}

/** ln of the volume of the Euclidean unit ball: V(d) = V(d - 2) 2 pi / d. */
function logBallVolume(dimensions: number): number {
  let log = dimensions % 2 === 0 ? 0 : Math.LN2;
  for (let d = dimensions % 2 === 0 ? 2 : 3; d <= dimensions; d += 2) log += Math.log((2 * Math.PI) / d);
  return log;
}
