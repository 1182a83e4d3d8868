import type { LikelihoodKernel } from '../../../numerics/kernels/likelihoodKernel';
import type { Recurrence } from '../../../../base/stepped/recurrence';

const inFours = (count: number): number => (count + 3) & ~3;

/** Where the numbers of a step lie in the kernel's memory. */
export interface StepPlaces {
  /** States before and after the step, float64 [count, width]. */
  readonly before: number;
  readonly after: number;
  /** What `multiply` takes, float32 [count, units]. */
  readonly states: number;
  /** float32 [count, stride] */
  readonly sums: number;
  /** Room for further numbers, float32 [count, units]. */
  readonly numbers: number;
}

/**
 * The weighted sums of a recurrence for many states at once, in the kernel's memory. Those of sigmoids are halved, as a
 * sigmoid is (1 + tanh(half of its sum)) / 2: one function then serves for all.
 */
export class KernelSums {
  readonly columns: number;
  /** Columns of a row of sums, those of a GRU's candidate from `second` on. */
  readonly stride: number;
  readonly second: number;
  readonly at: StepPlaces;
  private readonly units: number;
  private readonly rowsAt: number;
  private readonly weightsAt: number;
  private readonly symbolsAt: number;

  /**
   * @param width numbers of a state
   * @param most states at once
   */
  constructor(
    readonly kernel: LikelihoodKernel,
    { type, units, ofSymbol, ofState }: Recurrence,
    private readonly width: number,
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
    const rows = (ofSymbol.length / columns) * stride;
    this.rowsAt = kernel.allocate(rows * 4);
    this.symbolsAt = kernel.allocate(most * 4);
    this.at = {
      before: kernel.allocate(most * width * 8),
      after: kernel.allocate(most * width * 8),
      states: kernel.allocate(room * units * 4),
      sums: kernel.allocate(room * stride * 4),
      numbers: kernel.allocate(room * inFours(units) * 4),
    };
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
    placed(ofSymbol, kernel.floats(this.rowsAt, rows).fill(0));
  }

  /** Takes states [count, width] and their symbols; the sums are those of the symbols alone at first. */
  start(before: Float64Array, symbols: Int32Array, count: number): void {
    const { kernel, at, width, stride } = this;
    kernel.doubles(at.before, count * width).set(before.subarray(0, count * width));
    kernel.integers(this.symbolsAt, count).set(symbols.subarray(0, count));
    kernel.pickRows(this.rowsAt, this.symbolsAt, count, stride * 4, at.sums);
  }

  /** The states after the step. */
  finish(count: number, after: Float64Array): void {
    after.set(this.kernel.doubles(this.at.after, count * this.width));
  }

  /** Adds what the states give to columns `from` to `to`. */
  multiply(count: number, from: number, to: number): void {
    const { kernel, units, stride, weightsAt, at } = this;
    const [weights, sums] = [weightsAt + from * 4, at.sums + from * 4];
    const rows = inFours(count);
    kernel.product(rows, to - from, units, at.states, units * 4, 4, weights, stride * 4, sums, stride * 4, 1);
  }

  /** Takes tanh of all sums. */
  squash(count: number): void {
    this.kernel.tanhAll(this.at.sums, inFours(count) * this.stride);
  }

  /** Takes tanh of the further numbers. */
  squashNumbers(count: number): void {
    this.kernel.tanhAll(this.at.numbers, inFours(count * this.units));
  }
}

const isSigmoid = (type: Recurrence['type'], gate: number): boolean =>
  type === 'lstm' ? gate !== 2 : type === 'gru' && gate < 2;
