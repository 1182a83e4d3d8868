import { UserError } from '../../base/userError';
import { groundsOf } from '../estimators/groundsOf';
import { isLowCertified } from '../types/assumption';
import type { Measurement } from '../types/measurement';
import type { InformationWarning } from '../types/warnings';

/** Neighbours in a tight group are near, however many columns there are: no value is too low because they are far. */
const ofFarNeighbors: readonly InformationWarning['code'][] = ['manyDimensions', 'neighborsFarApart'];

/**
 * A measurement of rows that fall into tight groups, its lower end no more than that of one row of each. If the rows
 * are independent draws from clusters, the first end holds; if the rows of a group are one thing measured again and
 * again, that of single rows does, as they are independent: the smaller one holds in both cases.
 * @param selections pairs of one row of each group @throws CancelledError
 */
export async function heldByGroups<Pair>(
  all: Measurement,
  selections: readonly Pair[] | undefined,
  measure: (pair: Pair) => Promise<Measurement>,
): Promise<Measurement> {
  if (selections === undefined) return all;
  let low = all.low;
  for (const selection of selections) low = Math.min(low, await certainLow(selection, measure));
  const warnings = all.warnings.filter(({ code }) => !ofFarNeighbors.includes(code));
  return { ...all, low, bound: all.bound === 'lower' ? 'none' : all.bound, warnings };
}

/** The certified lower end of a selection, or 0 where it has none or is too small for a number. */
async function certainLow<Pair>(pair: Pair, measure: (pair: Pair) => Promise<Measurement>): Promise<number> {
  try {
    const measured = await measure(pair);
    const standing = measured.estimator === undefined ? measured : groundsOf(measured.estimator, measured);
    return isLowCertified(standing) ? Math.max(0, measured.low) : 0;
  } catch (error) {
    if (error instanceof UserError) return 0;
    throw error;
  }
}
