import { CholeskyDecomposition, Matrix } from 'ml-matrix';

/**
 * Sums over rows that a ridge regression is computed from: it minimises |Y - X W - b|^2 + penalty |W|^2 over all rows,
 * the constants b unpenalised (Hoerl and Kennard 1970).
 */
export class RidgeSums {
  private count = 0;
  private readonly ofX: Float64Array;
  private readonly ofY: Float64Array;
  private readonly xx: Float64Array;
  private readonly xy: Float64Array;

  constructor(
    private readonly inputs: number,
    private readonly outputs: number,
  ) {
    this.ofX = new Float64Array(inputs);
    this.ofY = new Float64Array(outputs);
    this.xx = new Float64Array(inputs * inputs);
    this.xy = new Float64Array(inputs * outputs);
  }

  /** Adds rows x [rows,inputs] with their y [rows,outputs]; a row without all of its y does not count. */
  add(x: Float32Array, y: Float32Array): void {
    const { inputs, outputs } = this;
    for (let from = 0, to = 0; from < x.length; from += inputs, to += outputs) {
      const target = y.subarray(to, to + outputs);
      if (target.some(Number.isNaN)) continue;
      this.count++;
      for (let k = 0; k < outputs; k++) this.ofY[k] += target[k];
      for (let i = 0; i < inputs; i++) {
        const value = x[from + i];
        this.ofX[i] += value;
        for (let j = 0, at = i * inputs; j <= i; j++, at++) this.xx[at] += value * x[from + j];
        for (let k = 0, at = i * outputs; k < outputs; k++, at++) this.xy[at] += value * target[k];
      }
    }
  }

  /**
   * W [inputs,outputs], row-major, and b [outputs], zero where there is to be none; undefined where no row counted.
   */
  solve(penalty: number, withBias: boolean): { kernel: Float64Array; bias: Float64Array } | undefined {
    const { inputs, outputs, count } = this;
    if (count === 0) return undefined;
    const meanX = this.ofX.map((sum) => (withBias ? sum / count : 0));
    const meanY = this.ofY.map((sum) => (withBias ? sum / count : 0));
    const gram = Matrix.zeros(inputs, inputs);
    for (let i = 0; i < inputs; i++) {
      for (let j = 0; j <= i; j++) {
        const value = this.xx[i * inputs + j] - count * meanX[i] * meanX[j] + (i === j ? penalty : 0);
        gram.set(i, j, value);
        gram.set(j, i, value);
      }
    }
    const moments = Matrix.zeros(inputs, outputs);
    for (let i = 0; i < inputs; i++)
      for (let k = 0; k < outputs; k++) moments.set(i, k, this.xy[i * outputs + k] - count * meanX[i] * meanY[k]);
    const solution = new CholeskyDecomposition(gram).solve(moments);
    const kernel = Float64Array.from({ length: inputs * outputs }, (_, at) =>
      solution.get(Math.floor(at / outputs), at % outputs),
    );
    const bias = meanY.map((mean, k) => mean - meanX.reduce((sum, x, i) => sum + x * solution.get(i, k), 0));
    return { kernel, bias };
  }
}
