import type { FittedCritic, Points } from '../critic';
import { expect, type NormalMixture } from './normalMixture';

const turns = 40;
/** Pairs of parts get this number of rows in all, spread as if X and Y were independent. */
const spreadRows = 2;

/**
 * T = ln of the sum over pairs of parts of w_kl / (w_k w_l) r_k(x) s_l(y): each side is a mixture with shares r and s,
 * and a table w, fitted by expectation-maximisation, says which parts occur together.
 */
export function classCritic(ofX: NormalMixture, ofY: NormalMixture, points: Points, fitted: Int32Array): FittedCritic {
  const [countX, countY] = [ofX.logWeights.length, ofY.logWeights.length];
  const sharesOf = (rows: Int32Array): [Float64Array, Float64Array] => {
    const left = new Float64Array(rows.length * countX);
    const right = new Float64Array(rows.length * countY);
    expect(ofX, { values: points.x, dimensions: points.dimX }, rows, left);
    expect(ofY, { values: points.y, dimensions: points.dimY }, rows, right);
    return [left, right];
  };
  const ratios = ratioTable(...sharesOf(fitted), countX, countY, fitted.length);
  return {
    scores: (rows) => {
      const [left, right] = sharesOf(rows);
      const out = new Float64Array(rows.length ** 2);
      const mixed = new Float64Array(countY);
      for (let i = 0; i < rows.length; i++) {
        mixed.fill(0);
        for (let k = 0; k < countX; k++)
          for (let l = 0; l < countY; l++) mixed[l] += left[i * countX + k] * ratios[k * countY + l];
        for (let j = 0; j < rows.length; j++) {
          let sum = 1e-30;
          for (let l = 0; l < countY; l++) sum += mixed[l] * right[j * countY + l];
          out[i * rows.length + j] = Math.log(sum);
        }
      }
      return out;
    },
  };
}

/** w_kl / (w_k w_l), row-major [countX, countY]. */
function ratioTable(
  left: Float64Array,
  right: Float64Array,
  countX: number,
  countY: number,
  rows: number,
): Float64Array {
  const weightX = new Float64Array(countX).fill(1e-9);
  const weightY = new Float64Array(countY).fill(1e-9);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < countX; k++) weightX[k] += left[i * countX + k] / rows;
    for (let l = 0; l < countY; l++) weightY[l] += right[i * countY + l] / rows;
  }
  const ratios = new Float64Array(countX * countY).fill(1);
  const next = new Float64Array(countX * countY);
  const cell = new Float64Array(countX * countY);
  for (let turn = 0; turn < turns; turn++) {
    next.fill(0);
    for (let i = 0; i < rows; i++) {
      let total = 1e-300;
      for (let k = 0; k < countX; k++) {
        const share = left[i * countX + k];
        for (let l = 0; l < countY; l++)
          total += cell[k * countY + l] = share * right[i * countY + l] * ratios[k * countY + l];
      }
      for (let at = 0; at < cell.length; at++) next[at] += cell[at] / total;
    }
    let moved = 0;
    for (let k = 0; k < countX; k++)
      for (let l = 0; l < countY; l++) {
        const at = k * countY + l;
        const independent = weightX[k] * weightY[l];
        const value = (next[at] + spreadRows * independent) / ((rows + spreadRows) * independent);
        moved = Math.max(moved, Math.abs(value - ratios[at]) * independent);
        ratios[at] = value;
      }
    if (moved < 1e-4) break;
  }
  return ratios;
}
