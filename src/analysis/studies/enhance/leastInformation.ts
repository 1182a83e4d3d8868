import { breathe } from '../../../base/cancellation';
import type { Targets } from '../../../data/dataset';
import { varianceFrom } from '../../../models/training/objective';
import { logSumExp } from '../../../information/numerics/logSums';
import { add, bestLine, emptySums, leftByLine } from './lineSums';

/** A normal distribution of every clean value, as something predicts it: [samples, steps, columns]. */
export interface Predicted {
  readonly means: Float32Array;
  readonly variances: Float32Array;
}

/** The most sequences of a group, each of which is compared with the others: no bound exceeds ln 512, 6.2 nats. */
const mostCompared = 512;
/** Sequences that are looked at. */
const mostJudged = 4096;

/**
 * A lower bound on the information of a prediction e about the clean value c, nats a value: the mean of
 * ln q(c_i|e_i) - ln (1/N sum_j q(c_i|e_j)) over sequences i, with the predicted normal distribution q(c|e) (InfoNCE:
 * van den Oord et al. 2018; Poole et al. 2019, equation 12). It holds for any q, on average over samples. It grows as q
 * comes nearer to p(c|e), and training maximises E ln q(c|e) for that (Barber and Agakov 2003). The mean is over the
 * steps and columns whose clean values vary.
 * @throws CancelledError
 */
export async function leastInformation({ means, variances }: Predicted, clean: Targets, signal: AbortSignal) {
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
export function predictedByHead(outputs: Float32Array, features: number): Predicted {
  const count = outputs.length / 2;
  const predicted = { means: new Float32Array(count), variances: new Float32Array(count) };
  for (let i = 0; i < count; i++) {
    const column = i % features;
    const at = 2 * (i - column) + column;
    predicted.means[i] = outputs[at];
    predicted.variances[i] = varianceFrom(outputs[at + features]);
  }
  return predicted;
}

/**
 * The best line of each column from values to clean ones, with the variance of its errors: the normal distribution that
 * each value alone predicts.
 */
export function predictedByLines(values: Float32Array, { values: clean, features }: Targets): Predicted {
  const columns = emptySums(features);
  clean.forEach((y, i) => {
    if (!Number.isNaN(y)) add(columns[i % features], values[i], y);
  });
  const lines = columns.map((sums) => ({
    ...bestLine(sums),
    variance: varianceFrom(Math.log(leftByLine(sums) / sums.n)),
  }));
  return {
    means: values.map((value, i) => lines[i % features].at + lines[i % features].slope * value),
    variances: Float32Array.from(values, (_, i) => lines[i % features].variance),
  };
}
