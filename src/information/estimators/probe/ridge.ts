import { cholesky, solveLower, solveUpper, type CholeskyFactor } from '../../numerics/cholesky';
import { crossProduct } from '../../numerics/products';
import type { Features } from './features';
import type { Fold } from './folds';

/** Ridge regression on shared features: the Gram matrix is factored once per fold, for any number of targets. */
export class RidgeBasis {
  private constructor(
    private readonly features: Features,
    private readonly folds: readonly Fold[],
    private readonly factors: readonly CholeskyFactor[],
  ) {}

  /** Factors the Gram matrix outside each fold; `pause` is called between folds. */
  static async of(
    features: Features,
    folds: readonly Fold[],
    penalty: number,
    pause: () => Promise<void>,
  ): Promise<RidgeBasis> {
    const { rows, width, samples } = features;
    const grams: Float64Array[] = [];
    for (const { from, to } of folds) {
      const part = rows.subarray(from * width, to * width);
      grams.push(crossProduct(part, width, part, width, to - from));
      await pause();
    }
    const whole = new Float64Array(width * width);
    for (const gram of grams) for (let i = 0; i < whole.length; i++) whole[i] += gram[i];
    const factors: CholeskyFactor[] = [];
    for (const [fold, gram] of grams.entries()) {
      const rest = whole.map((sum, i) => sum - gram[i]);
      const count = samples - (folds[fold].to - folds[fold].from);
      // The constant column comes last and is not shrunk.
      for (let j = 0; j < width; j++) rest[j * width + j] += j === width - 1 ? 1e-9 * count : penalty * count;
      factors.push(cholesky(rest, width, 0));
      await pause();
    }
    return new RidgeBasis(features, folds, factors);
  }

  /** Out-of-fold predictions of targets [samples, outputs]. */
  async predict(targets: Float64Array, outputs: number, pause: () => Promise<void>): Promise<Float64Array> {
    const { rows, samples, width } = this.features;
    const predictions = new Float64Array(samples * outputs);
    const crosses = this.folds.map(({ from, to }) =>
      crossProduct(
        rows.subarray(from * width, to * width),
        width,
        targets.subarray(from * outputs, to * outputs),
        outputs,
        to - from,
      ),
    );
    await pause();
    for (const [fold, { from, to }] of this.folds.entries()) {
      const weights = new Float64Array(width * outputs);
      crosses.forEach((cross, other) => {
        if (other !== fold) for (let i = 0; i < weights.length; i++) weights[i] += cross[i];
      });
      solveLower(this.factors[fold], weights, outputs);
      solveUpper(this.factors[fold], weights, outputs);
      multiply(rows, weights, width, outputs, from, to, predictions);
      await pause();
    }
    return predictions;
  }
}

/** Rows [from, to) of rows [samples, width] times weights [width, outputs], four outputs at a time. */
function multiply(
  rows: Float64Array,
  weights: Float64Array,
  width: number,
  outputs: number,
  from: number,
  to: number,
  out: Float64Array,
): void {
  const spare = new Float64Array(width);
  const columns = Array.from({ length: (outputs + 3) & ~3 }, (_, o) =>
    o < outputs ? spare.map((_value, j) => weights[j * outputs + o]) : spare,
  );
  const sums = new Float64Array(4);
  for (let o = 0; o < outputs; o += 4) {
    const [a, b, c, d] = columns.slice(o, o + 4);
    const some = Math.min(4, outputs - o);
    for (let i = from; i < to; i++) {
      let s0 = 0,
        s1 = 0,
        s2 = 0,
        s3 = 0;
      for (let j = 0, at = i * width; j < width; j++, at++) {
        const value = rows[at];
        s0 += value * a[j];
        s1 += value * b[j];
        s2 += value * c[j];
        s3 += value * d[j];
      }
      sums[0] = s0;
      sums[1] = s1;
      sums[2] = s2;
      sums[3] = s3;
      for (let k = 0; k < some; k++) out[i * outputs + o + k] = sums[k];
    }
  }
}
