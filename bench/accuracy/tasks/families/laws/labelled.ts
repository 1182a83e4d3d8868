import type { Random } from '../../../../../src/base/random';
import type { Emission } from './emissions';
import { logSum, type Law } from './law';

/** P(l, m), row by row; the entries add up to one. */
export type Table = readonly (readonly number[])[];

/**
 * Each side is drawn from its label, and the labels from a table: p(x, y) = sum over l, m of P(l, m) p(x | l) p(y | m).
 * The log ratio has all sums written out.
 * @throws Error where the table and the emissions have different numbers of labels
 */
export function labelled(table: Table, x: Emission, y: Emission): Law {
  const columns = table[0].length;
  if (x.labels !== table.length || y.labels !== columns) throw new Error('the table does not fit the emissions');
  const cells = table.flatMap((row, l) => row.flatMap((p, m) => (p > 0 ? [{ l, m, p, log: Math.log(p) }] : [])));
  const cumulative = cumulate(cells.map(({ p }) => p));
  const marginalX = table.map((row) => Math.log(row.reduce((sum, p) => sum + p, 0)));
  const marginalY = table[0].map((_, m) => Math.log(table.reduce((sum, row) => sum + row[m], 0)));
  const ofX = new Float64Array(x.labels);
  const ofY = new Float64Array(y.labels);
  const terms = new Float64Array(cells.length);
  return {
    x: x.side,
    y: y.side,
    draw: (random, rowX, rowY) => {
      const { l, m } = cells[pick(random, cumulative)];
      x.draw(random, l, rowX);
      y.draw(random, m, rowY);
    },
    logRatio: (rowX, rowY) => {
      x.logDensities(rowX, ofX);
      y.logDensities(rowY, ofY);
      cells.forEach(({ l, m, log }, at) => {
        terms[at] = log + ofX[l] + ofY[m];
      });
      const joint = logSum(terms);
      for (let l = 0; l < ofX.length; l++) ofX[l] += marginalX[l];
      for (let m = 0; m < ofY.length; m++) ofY[m] += marginalY[m];
      return joint - logSum(ofX) - logSum(ofY);
    },
  };
}

export function cumulate(weights: readonly number[]): Float64Array {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  weights.forEach((weight, at) => {
    sum += weight;
    sums[at] = sum;
  });
  return sums;
}

/** The index drawn with the weights whose running sums are given. */
export function pick(random: Random, cumulative: Float64Array): number {
  const u = random.uniform() * cumulative[cumulative.length - 1];
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle] > u) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Both sides share one label of these probabilities. */
export const shared = (weights: readonly number[]): Table =>
  weights.map((weight, l) => weights.map((_, m) => (l === m ? weight : 0)));

export const uniform = (labels: number): number[] => new Array<number>(labels).fill(1 / labels);

/** A uniform label, kept with probability 1 - flip and replaced by any other otherwise. */
export const symmetric = (labels: number, flip: number): Table =>
  uniform(labels).map((p, l) => uniform(labels).map((_, m) => p * (l === m ? 1 - flip : flip / (labels - 1))));

/** X's label with these probabilities, then Y's given X's by a rule of rows that add up to one. */
export const channel = (weights: readonly number[], rows: (l: number) => readonly number[]): Table =>
  weights.map((weight, l) => rows(l).map((p) => weight * p));

/** -sum p ln p, nats. */
export const entropy = (weights: readonly number[]): number =>
  weights.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);

/** I(L;M) of the labels = H(L) + H(M) - H(L, M), nats, by enumeration. */
export const tableInformation = (table: Table): number =>
  entropy(rowSums(table)) + entropy(columnSums(table)) - entropy(table.flat());

export const rowSums = (table: Table): number[] => table.map((row) => row.reduce((sum, p) => sum + p, 0));
export const columnSums = (table: Table): number[] =>
  table[0].map((_, m) => table.reduce((sum, row) => sum + row[m], 0));
