import type { PreparedVariable } from '../../job/preparedVariable';
import { spreadRows, takeRows } from '../auto/spreadRows';
import { standardise } from '../probe/features';
import type { Points } from './critic';
import { principalColumns } from './principal';

/** Principal columns of each side for mixtures of many parts, and of few. */
const narrowColumns = 8;
const wideColumns = 16;

/** Leading principal columns of some rows. */
export interface LeadingPoints {
  readonly narrow: Points;
  /** More columns, where there are more. */
  readonly wide?: Points;
}

/**
 * The leading principal columns of standardised values, or of normal scores where a few samples dominate the variances.
 * At most `most` rows, evenly spread.
 */
export function leadingPoints(x: PreparedVariable, y: PreparedVariable, most: number): LeadingPoints {
  const rows = spreadRows(x.variable.samples, most);
  const columnsOf = (of: PreparedVariable): Float64Array =>
    of.hasHeavyTails
      ? takeRows({ values: of.copulaPart.columns, dimensions: of.variable.dimensions }, rows)
      : standardise(takeRows(of.variable, rows), rows.length, of.variable.dimensions);
  const [left, right] = [columnsOf(x), columnsOf(y)];
  const leading = (count: number): Points => {
    const px = principalColumns(left, rows.length, x.variable.dimensions, count);
    const py = principalColumns(right, rows.length, y.variable.dimensions, count);
    return { samples: rows.length, x: px.rows, y: py.rows, dimX: px.width, dimY: py.width };
  };
  const isWide = Math.max(x.variable.dimensions, y.variable.dimensions) > narrowColumns;
  return { narrow: leading(narrowColumns), ...(isWide && { wide: leading(wideColumns) }) };
}
