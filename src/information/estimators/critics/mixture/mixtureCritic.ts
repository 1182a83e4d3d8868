import { cholesky, type CholeskyFactor } from '../../../numerics/cholesky';
import type { FittedCritic, Points } from '../critic';
import type { NormalMixture } from './normalMixture';
import { exp } from '../../../numerics/exp';

/**
 * T = ln q(x,y) / q(x) q(y) of a mixture over both sides, whose columns are those of X and then those of Y. Its own
 * marginals are in it, so the mean of e^T over independent pairs is 1 where they are right.
 */
export function mixtureCritic(mixture: NormalMixture, { x, y, dimX, dimY }: Points): FittedCritic {
  const parts = mixture.factors.map((factor, k) => partOf(mixture, factor, k, dimX, dimY));
  return {
    scores: (rows) => {
      const count = rows.length;
      const sum = new Float64Array(count * count);
      const ofX = new Float64Array(count);
      const ofY = new Float64Array(count);
      const [shiftX, shiftY] = [new Float64Array(count), new Float64Array(count)].map((shift) => shift.fill(-Infinity));
      const logX = parts.map((part) => part.left(x, rows));
      const logY = parts.map((part) => part.right(y, rows));
      for (const { logs } of logX) for (let i = 0; i < count; i++) shiftX[i] = Math.max(shiftX[i], logs[i]);
      for (const logs of logY) for (let j = 0; j < count; j++) shiftY[j] = Math.max(shiftY[j], logs[j]);
      parts.forEach((part, k) => {
        const { logs, means } = logX[k];
        const whitened = part.whiten(y, rows);
        for (let i = 0; i < count; i++) ofX[i] += exp(logs[i] - shiftX[i]);
        for (let j = 0; j < count; j++) ofY[j] += exp(logY[k][j] - shiftY[j]);
        for (let i = 0; i < count; i++) {
          const offset = logs[i] - shiftX[i] + part.constant;
          // A part without weight in x_i adds nothing to any pair of that row.
          if (offset < -60) continue;
          for (let j = 0; j < count; j++) {
            let squares = 0;
            for (let d = 0; d < dimY; d++) {
              const rest = whitened[j * dimY + d] - means[i * dimY + d];
              squares += rest * rest;
            }
            const exponent = offset - squares / 2 - shiftY[j];
            if (exponent > -80) sum[i * count + j] += exp(exponent);
          }
        }
      });
      for (let i = 0; i < count; i++)
        for (let j = 0; j < count; j++)
          sum[i * count + j] = Math.log(Math.max(1e-30, sum[i * count + j]) / (ofX[i] * ofY[j]));
      return sum;
    },
  };
}

interface Part {
  /** Minus ln of the determinant of Y's conditional factor. */
  readonly constant: number;
  /** ln of weight times marginal density at each x, and the whitened mean of Y given x, [rows, dimY]. */
  left(x: Float64Array, rows: Int32Array): { logs: Float64Array; means: Float64Array };
  /** ln of weight times marginal density at each y. */
  right(y: Float64Array, rows: Int32Array): Float64Array;
  /** Y in the units of its conditional distribution, [rows, dimY]. */
  whiten(y: Float64Array, rows: Int32Array): Float64Array;
}

function partOf(
  { means, logWeights }: NormalMixture,
  { factor }: CholeskyFactor,
  k: number,
  dimX: number,
  dimY: number,
): Part {
  const size = dimX + dimY;
  const mean = means.subarray(k * size, (k + 1) * size);
  let halfDeterminantX = 0;
  for (let r = 0; r < dimX; r++) halfDeterminantX += Math.log(factor[r * size + r]);
  let constant = 0;
  for (let r = dimX; r < size; r++) constant -= Math.log(factor[r * size + r]);
  const covarianceY = new Float64Array(dimY * dimY);
  for (let r = 0; r < dimY; r++)
    for (let c = 0; c <= r; c++) {
      let sum = 0;
      for (let m = 0; m <= dimX + c; m++) sum += factor[(dimX + r) * size + m] * factor[(dimX + c) * size + m];
      covarianceY[r * dimY + c] = sum;
    }
  const marginal = cholesky(covarianceY, dimY, 0);
  return {
    constant,
    left: (x, rows) => {
      const logs = new Float64Array(rows.length);
      const conditional = new Float64Array(rows.length * dimY);
      const z = new Float64Array(dimX);
      rows.forEach((row, i) => {
        let squares = 0;
        for (let r = 0; r < dimX; r++) {
          let sum = x[row * dimX + r] - mean[r];
          for (let c = 0; c < r; c++) sum -= factor[r * size + c] * z[c];
          z[r] = sum / factor[r * size + r];
          squares += z[r] * z[r];
        }
        logs[i] = logWeights[k] - halfDeterminantX - squares / 2;
        // L_yy^-1 L_yx z, by forward substitution.
        for (let r = 0; r < dimY; r++) {
          let sum = 0;
          for (let c = 0; c < dimX; c++) sum += factor[(dimX + r) * size + c] * z[c];
          for (let c = 0; c < r; c++) sum -= factor[(dimX + r) * size + dimX + c] * conditional[i * dimY + c];
          conditional[i * dimY + r] = sum / factor[(dimX + r) * size + dimX + r];
        }
      });
      return { logs, means: conditional };
    },
    right: (y, rows) => {
      const z = new Float64Array(dimY);
      return Float64Array.from(rows, (row) => {
        let squares = 0;
        for (let r = 0; r < dimY; r++) {
          let sum = y[row * dimY + r] - mean[dimX + r];
          for (let c = 0; c < r; c++) sum -= marginal.factor[r * dimY + c] * z[c];
          z[r] = sum / marginal.factor[r * dimY + r];
          squares += z[r] * z[r];
        }
        return logWeights[k] - marginal.logDeterminant / 2 - squares / 2;
      });
    },
    whiten: (y, rows) => {
      const out = new Float64Array(rows.length * dimY);
      rows.forEach((row, i) => {
        for (let r = 0; r < dimY; r++) {
          let sum = y[row * dimY + r] - mean[dimX + r];
          for (let c = 0; c < r; c++) sum -= factor[(dimX + r) * size + dimX + c] * out[i * dimY + c];
          out[i * dimY + r] = sum / factor[(dimX + r) * size + dimX + r];
        }
      });
      return out;
    },
  };
}
