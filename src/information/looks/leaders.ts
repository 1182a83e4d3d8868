import { spreadRows } from '../estimators/auto/spreadRows';
import { distanceBetween, type StandardRows } from './standardRows';

/** Rows that are gathered at most. */
const mostGathered = 5000;

/** Rows gathered around leaders. */
export interface Gathered {
  /** The leader of each group, in the order of rows. */
  readonly leaders: Int32Array;
  /** The rows that were gathered, and the group of each. */
  readonly rows: Int32Array;
  readonly groups: Int32Array;
}

/**
 * Gathers rows around leaders: a row that is within `radius` of none so far leads a group of its own (the leader
 * algorithm of Hartigan 1975). No two leaders are thus near each other. At most 5000 rows are gathered.
 */
export function leaders(standard: StandardRows, radius: number): Gathered {
  const rows = spreadRows(standard.samples, mostGathered);
  const groups = new Int32Array(rows.length);
  const found: number[] = [];
  rows.forEach((row, i) => {
    const group = found.findIndex((leader) => distanceBetween(standard, row, leader, radius) < radius);
    groups[i] = group >= 0 ? group : found.push(row) - 1;
  });
  return { leaders: Int32Array.from(found), rows, groups };
}
