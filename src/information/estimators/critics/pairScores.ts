import { exp } from '../../numerics/exp';

/** What the scores of some rows say of the information, in nats. */
export interface PairScores {
  /** InfoNCE's contribution of each row; their mean is a lower bound in expectation, at most ln of the rows. */
  readonly contrast: Float64Array;
  /** Donsker and Varadhan's contribution of each row; their mean is `bound`, their spread that of its sampling. */
  readonly influence: Float64Array;
  /** Donsker and Varadhan's bound: the mean over joint pairs less ln of the mean of e^T over all other pairs. */
  readonly bound: number;
  /** How many of the other pairs carry the mean of e^T: (sum of e^T)^2 / sum of e^2T (Kong 1992). */
  readonly effectivePairs: number;
}

/** Beyond this many nats from the largest score, the two scalings of a weight are not multiplied. */
const farApart = 300;

/**
 * Bounds from the scores T(x_i, y_j) of all pairs of `rows` rows that the critic was not fitted to.
 *
 * InfoNCE (van den Oord et al. 2018; Poole et al. 2019, eq. 12): T_ii - ln of the mean over j of e^T_ij, and the same
 * over i, averaged. E of it is at most I(X;Y) whatever T is, as long as T does not depend on how these rows are paired
 * and the rows are independent.
 *
 * Donsker and Varadhan (1983): the same with one mean over all pairs i != j. It has no ceiling, but a mean of e^T over
 * few heavy pairs is unreliable, and then it reads too high: `effectivePairs` says how many carry it.
 */
export function pairScores(scores: Float64Array, rows: number): PairScores {
  const { most, rowMost, columnMost } = largestScores(scores, rows);
  const byRow = new Float64Array(rows);
  const byColumn = new Float64Array(rows);
  const rowOthers = new Float64Array(rows);
  const columnOthers = new Float64Array(rows);
  const columnShift = columnMost.map((best) => (Math.abs(most - best) < farApart ? exp(most - best) : NaN));
  let others = 0;
  let squares = 0;
  for (let i = 0, at = 0; i < rows; i++) {
    const near = Math.abs(most - rowMost[i]) < farApart;
    const scale = exp(rowMost[i] - most);
    for (let j = 0; j < rows; j++, at++) {
      const weight = exp(scores[at] - rowMost[i]);
      byRow[i] += weight;
      const scaled = near ? weight * scale : exp(scores[at] - most);
      const shift = columnShift[j];
      byColumn[j] += near && shift > 0 ? scaled * shift : exp(scores[at] - columnMost[j]);
      if (i === j) continue;
      rowOthers[i] += scaled;
      columnOthers[j] += scaled;
      others += scaled;
      squares += scaled * scaled;
    }
  }
  const contrast = new Float64Array(rows);
  const influence = new Float64Array(rows);
  let bound = 0;
  const mean = others / (rows * (rows - 1));
  const logMean = most + Math.log(mean);
  for (let i = 0; i < rows; i++) {
    const own = scores[i * rows + i];
    const row = rowMost[i] + Math.log(byRow[i] / rows);
    const column = columnMost[i] + Math.log(byColumn[i] / rows);
    contrast[i] = own - (row + column) / 2;
    influence[i] = own - logMean - ((rowOthers[i] + columnOthers[i]) / ((rows - 1) * mean) - 2);
    bound += (own - logMean) / rows;
  }
  return { contrast, influence, bound, effectivePairs: squares > 0 ? (others * others) / squares : 0 };
}

/** The contributions of `contrast` alone, to the last digit those of `pairScores`. */
export function contrasts(scores: Float64Array, rows: number): Float64Array {
  const { most, rowMost, columnMost } = largestScores(scores, rows);
  const byRow = new Float64Array(rows);
  const byColumn = new Float64Array(rows);
  const columnShift = columnMost.map((best) => (Math.abs(most - best) < farApart ? exp(most - best) : NaN));
  for (let i = 0, at = 0; i < rows; i++) {
    const best = rowMost[i];
    const near = Math.abs(most - best) < farApart;
    const scale = exp(best - most);
    let sum = 0;
    for (let j = 0; j < rows; j++, at++) {
      const weight = exp(scores[at] - best);
      sum += weight;
      const shift = columnShift[j];
      byColumn[j] += near && shift > 0 ? weight * scale * shift : exp(scores[at] - columnMost[j]);
    }
    byRow[i] = sum;
  }
  return byRow.map((sum, i) => {
    const row = rowMost[i] + Math.log(sum / rows);
    const column = columnMost[i] + Math.log(byColumn[i] / rows);
    return scores[i * rows + i] - (row + column) / 2;
  });
}

/** The largest score of every row and column, and of all pairs of different rows. */
function largestScores(
  scores: Float64Array,
  rows: number,
): { readonly most: number; readonly rowMost: Float64Array; readonly columnMost: Float64Array } {
  let most = -Infinity;
  const rowMost = new Float64Array(rows).fill(-Infinity);
  const columnMost = new Float64Array(rows).fill(-Infinity);
  for (let i = 0, at = 0; i < rows; i++)
    for (let j = 0; j < rows; j++, at++) {
      const score = scores[at];
      if (score > rowMost[i]) rowMost[i] = score;
      if (score > columnMost[j]) columnMost[j] = score;
      if (i !== j && score > most) most = score;
    }
  return { most, rowMost, columnMost };
}
