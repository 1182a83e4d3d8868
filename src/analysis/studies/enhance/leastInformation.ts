import { breathe } from '../../../base/cancellation';
import type { Targets } from '../../../data/dataset';
import { varianceFrom } from '../../../models/training/objective';
import { logSumExp } from '../../../information/numerics/logSums';

/** A normal distribution of every clean value, [samples, steps, columns]. */
export interface Told {
  readonly means: Float32Array;
  readonly variances: Float32Array;
}

/** The sequences of a group, which each is told from: the bound cannot exceed their logarithm, 6.2 nats. */
const mostCompared = 512;
/** Sequences that are looked at. */
const mostJudged = 4096;

/**
 * A lower bound on the information of what is told of a value about the clean value, nats a value: the mean of
 * ln q(c_i|e_i) - ln (1/N sum_j q(c_i|e_j)) over sequences i, with q(c|e) the normal distribution that is told
 * (InfoNCE: van den Oord et al. 2018; Poole et al. 2019, equation 12). It holds for any q, on average over samples, and
 * is the larger, the nearer q is to p(c|e), which training for E ln q(c|e) is for (Barber and Agakov 2003). The mean
 * over the steps and columns whose clean values vary.
 * @throws CancelledError
 */
export async function leastInformation({ means, variances }: Told, clean: Targets, signal: AbortSignal) {
  const { values, samples, length, features } = clean;
  const cells = length * features;
  let [sum, places] = [0, 0];
  for (let cell = 0; cell < cells; cell++) {
    const rows = rowsOf(values, samples, cells, cell);
    if (!varies(values, rows)) continue;
    let ofPlace = 0;
    for (const group of groupsOf(rows)) {
      const logs = group.map((at) => Math.log(variances[at]));
      for (const [i, at] of group.entries()) {
        const scores = group.map((other, j) => -0.5 * ((values[at] - means[other]) ** 2 / variances[other] + logs[j]));
        ofPlace += scores[i] - logSumExp(scores) + Math.log(group.length);
      }
      await breathe(signal);
    }
    sum += ofPlace / rows.length;
    places++;
  }
  return places === 0 ? 0 : Math.max(0, sum / places);
}

/** Places of a step and column in the first sequences that have it. */
function rowsOf(values: Float32Array, samples: number, cells: number, cell: number): number[] {
  const rows: number[] = [];
  for (let i = 0; i < samples && rows.length < mostJudged; i++) {
    if (!Number.isNaN(values[i * cells + cell])) rows.push(i * cells + cell);
  }
  return rows;
}

/** Groups of nearly the same size. */
function groupsOf(rows: readonly number[]): number[][] {
  const count = Math.ceil(rows.length / mostCompared);
  const end = (group: number): number => Math.round((group * rows.length) / count);
  return Array.from({ length: count }, (_, group) => rows.slice(end(group), end(group + 1)));
}

const varies = (values: Float32Array, rows: readonly number[]): boolean =>
  rows.some((at) => values[at] !== values[rows[0]]);

/** The means and the logarithms of variances, [..., 2 columns], of a head that learns its variance. */
export function toldByBoth(outputs: Float32Array, features: number): Told {
  const count = outputs.length / 2;
  const told = { means: new Float32Array(count), variances: new Float32Array(count) };
  for (let i = 0; i < count; i++) {
    const column = i % features;
    const at = 2 * (i - column) + column;
    told.means[i] = outputs[at];
    told.variances[i] = varianceFrom(outputs[at + features]);
  }
  return told;
}

/**
 * The best line of each column from values to clean ones, with the variance of its errors: the normal distribution that
 * values alone tell.
 */
export function toldByLines(values: Float32Array, { values: clean, features }: Targets): Told {
  const columns = Array.from({ length: features }, () => ({ n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 }));
  clean.forEach((y, i) => {
    if (Number.isNaN(y)) return;
    const [sums, x] = [columns[i % features], values[i]];
    sums.n++;
    sums.x += x;
    sums.y += y;
    sums.xx += x * x;
    sums.yy += y * y;
    sums.xy += x * y;
  });
  const lines = columns.map(({ n, x, y, xx, yy, xy }) => {
    const [ofX, ofY, both] = [xx - (x * x) / n, yy - (y * y) / n, xy - (x * y) / n];
    const slope = ofX > 0 ? both / ofX : 0;
    return { slope, at: (y - slope * x) / n, variance: varianceFrom(Math.log(Math.max(0, ofY - slope * both) / n)) };
  });
  return {
    means: values.map((value, i) => lines[i % features].at + lines[i % features].slope * value),
    variances: Float32Array.from(values, (_, i) => lines[i % features].variance),
  };
}
