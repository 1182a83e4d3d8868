import type { PreparedVariable } from '../../job/preparedVariable';
import type { Measurement } from '../../types/measurement';

/** Equal values in at most this share of rows come from rounding, and leave the normal scores normal. */
export const roundedTies = 0.01;

/**
 * What the value of a Gaussian copula is to the truth. Of two scalars without ties it is at most the information:
 * their normal scores are normal, and of all pairs of normal variables with one correlation the jointly normal pair
 * shares the least (Ince et al. 2017, section 2.4). Blocks of columns need not be jointly normal after each column is:
 * eight clusters in 16 columns share 3 bits and read as 12. Ties leave a column that no ranks make normal.
 */
export function copulaGrounds(
  x: PreparedVariable,
  y: PreparedVariable,
): Required<Pick<Measurement, 'bound' | 'assumes' | 'certified'>> {
  const isTheorem =
    x.variable.dimensions === 1 && y.variable.dimensions === 1 && Math.max(x.tieShare, y.tieShare) <= roundedTies;
  return isTheorem
    ? { bound: 'lower', assumes: 'gaussianCopula', certified: 'low' }
    : { bound: 'none', assumes: 'gaussianCopula', certified: 'none' };
}
