import type { LikelihoodKernel } from '../../../numerics/kernels/likelihoodKernel';
import type { Recurrence } from '../../../../base/stepped/recurrence';

const inFours = (count: number): number => (count + 3) & ~3;

/**
 * The weighted sums of a recurrence for many states at once, in the kernel's memory. Those of sigmoids are halved, as a
 * sigmoid is (1 + tanh(half of its sum)) / 2: one function then serves for all.
 */
export class KernelSums {
  readonly columns: number;
  /** Columns of a row of sums, those of a GRU's candidate from `second` on. */
  readonly stride: number;
  readonly second: number;
  private readonly rows: Float32Array;
  private readonly weightsAt: number;
  private readonly statesAt: number;
  private readonly sumsAt: number;
  private readonly numbersAt: number;

  /** @param most states at once */
  constructor(
    private readonly kernel: LikelihoodKernel,
    { type, units, ofSymbol, ofState }: Recurrence,
    most: number,
  ) {
    this.units = units;
    this.columns = ofState.length / units;
    // The kernel takes columns in fours.
    this.second = type === 'gru' ? inFours(2 * units) : 0;
    this.stride = type === 'gru' ? this.second + inFours(units) : inFours(this.columns);
    const { columns, stride } = this;
    const room = inFours(most);
    this.weightsAt = kernel.allocate(units * stride * 4);
    this.statesAt = kernel.allocate(room * units * 4);
    this.sumsAt = kernel.allocate(room * stride * 4);
    this.numbersAt = kernel.allocate(room * inFours(units) * 4);
    const scale = (column: number): number => (isSigmoid(type, Math.floor(column / units)) ? 0.5 : 1);
    const place = (column: number): number =>
      type === 'gru' && column >= 2 * units ? this.second + column - 2 * units : column;
    const placed = (matrix: Float32Array, out: Float32Array): Float32Array => {
      for (let at = 0; at < matrix.length; at++) {
        const column = at % columns;
        out[Math.floor(at / columns) * stride + place(column)] = scale(column) * matrix[at];
      }
      return out;
    };
    placed(ofState, kernel.floats(this.weightsAt, units * stride).fill(0));
    this.rows = placed(ofSymbol, new Float32Array((ofSymbol.length / columns) * stride));
  }

  private readonly units: number;

  /** Room for what `multiply` takes, [count, units]. */
  states(count: number): Float32Array {
    return this.kernel.floats(this.statesAt, count * this.units);
  }

  /** The sums [count, stride]: of the symbols alone at first. */
  start(symbols: Int32Array, count: number): Float32Array {
    const sums = this.kernel.floats(this.sumsAt, inFours(count) * this.stride);
    for (let i = 0; i < count; i++) {
      const row = symbols[i] * this.stride;
      sums.set(this.rows.subarray(row, row + this.stride), i * this.stride);
    }
    return sums;
  }

  /** Adds what the states give to columns `from` to `to`. */
  multiply(count: number, from: number, to: number): void {
    const { kernel, units, stride, statesAt, weightsAt, sumsAt } = this;
    const [weights, sums] = [weightsAt + from * 4, sumsAt + from * 4];
    const rows = inFours(count);
    kernel.product(rows, to - from, units, statesAt, units * 4, 4, weights, stride * 4, sums, stride * 4, 1);
  }

  /** Takes tanh of all sums. */
  squash(count: number): void {
    this.kernel.tanhAll(this.sumsAt, inFours(count) * this.stride);
  }

  /** Room for further numbers [count, units], and tanh of them. */
  numbers(count: number): Float32Array {
    return this.kernel.floats(this.numbersAt, inFours(count * this.units));
  }

  squashNumbers(count: number): void {
    this.kernel.tanhAll(this.numbersAt, inFours(count * this.units));
  }
}

const isSigmoid = (type: Recurrence['type'], gate: number): boolean =>
  type === 'lstm' ? gate !== 2 : type === 'gru' && gate < 2;
