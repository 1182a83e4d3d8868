import { z95 } from '../numerics/special';

/** Values below the first are nearly closed, above the second nearly open (Karpathy et al. 2015, section 4.2). */
export const closedBelow = 0.1;
export const openAbove = 0.9;

/** The logarithm of less is that of this. */
const leastKept = 1e-300;

/** A mean over sequences with its 95 % interval. */
export interface MeanOfSequences {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly sequences: number;
}

export interface GateAverages {
  readonly mean: MeanOfSequences;
  /** Standard deviation of single values, over sequences and units. */
  readonly spread: number;
  /** Shares of values that are nearly closed and nearly open; of a gate between 0 and 1. */
  readonly closed?: MeanOfSequences;
  readonly open?: MeanOfSequences;
  /** Steps after which e^-1 of a state is kept, at the mean of ln f: -1/E ln f; of a gate that keeps. */
  readonly timeConstant?: MeanOfSequences;
}

export interface GateKind {
  readonly columns: number;
  /** Between 0 and 1. */
  readonly isShare: boolean;
  /** What of the value is kept of the state: it, or what it leaves of 1. */
  readonly keeps?: 'value' | 'rest' | undefined;
}

/** Sums over sequences of what each has on average, so that its own steps and units need not be independent. */
class Sums {
  private count = 0;
  private sum = 0;
  private squares = 0;
  /** Squares are of what is beyond the first value, so that equal values have no spread whatever the rounding. */
  private first = 0;

  add(value: number): void {
    if (this.count === 0) this.first = value;
    this.count++;
    this.sum += value;
    this.squares += (value - this.first) ** 2;
  }

  /** Of any numbers: normal, by their spread over the sequences. */
  mean(): MeanOfSequences {
    const { count, sum, squares, first } = this;
    const value = sum / count;
    const variance = count > 1 ? Math.max(0, squares - count * (value - first) ** 2) / (count - 1) : 0;
    const margin = z95 * Math.sqrt(variance / count);
    return { value, low: value - margin, high: value + margin, sequences: count };
  }

  /** Of shares: a sequence of 0 and one of 1 are added, so that no interval is of no width (Agresti and Coull 1998). */
  share(): MeanOfSequences {
    const { count, sum, squares, first } = this;
    const value = sum / count;
    const [all, middle] = [count + 2, (sum + 1) / (count + 2)];
    const around = squares + first ** 2 + (1 - first) ** 2;
    const margin = z95 * Math.sqrt(Math.max(0, around / all - (middle - first) ** 2) / all);
    return {
      value,
      low: Math.max(0, Math.min(value, middle - margin)),
      high: Math.min(1, Math.max(value, middle + margin)),
      sequences: count,
    };
  }

  /** -1 over the mean; the interval is that of the logarithm of the mean, so that both ends are above zero. */
  timeConstant(): MeanOfSequences | undefined {
    const { value, high, sequences } = this.mean();
    if (!(value < 0)) return undefined;
    const factor = Math.exp((high - value) / -value);
    return { value: -1 / value, low: -1 / value / factor, high: (-1 / value) * factor, sequences };
  }
}

/** What is known of the values of some columns at some steps: means by sequence, and the spread of single values. */
class Averages {
  private readonly means = new Sums();
  private readonly closed = new Sums();
  private readonly open = new Sums();
  private readonly logs = new Sums();
  private all = 0;
  private sum = 0;
  private squares = 0;
  private first: number | undefined;
  // Of the sequence that is read.
  private count = 0;
  private total = 0;
  private below = 0;
  private above = 0;
  private log = 0;

  constructor(private readonly kind: GateKind) {}

  read(value: number, log: number): void {
    this.count++;
    this.total += value;
    if (value < closedBelow) this.below++;
    if (value > openAbove) this.above++;
    this.log += log;
    this.first ??= value;
    this.squares += (value - this.first) ** 2;
  }

  endSequence(): void {
    const { count } = this;
    if (count === 0) return;
    this.means.add(this.total / count);
    this.closed.add(this.below / count);
    this.open.add(this.above / count);
    this.logs.add(this.log / count);
    this.all += count;
    this.sum += this.total;
    this.count = this.total = this.below = this.above = this.log = 0;
  }

  found(): GateAverages | undefined {
    if (this.all === 0) return undefined;
    const { isShare, keeps } = this.kind;
    const { first = 0 } = this;
    const timeConstant = keeps && this.logs.timeConstant();
    return {
      mean: this.means.mean(),
      spread: Math.sqrt(Math.max(0, this.squares / this.all - (this.sum / this.all - first) ** 2)),
      ...(isShare && { closed: this.closed.share(), open: this.open.share() }),
      ...(timeConstant && { timeConstant }),
    };
  }
}

/** Averages of one gate: at each step over all of its columns, of each column over all steps, and of all. */
export class GateTally {
  private readonly steps: Averages[];
  private readonly columns: Averages[];
  private readonly whole: Averages;

  /** @param steps of a sequence, counted so that the last is each sequence's own end */
  constructor(
    private readonly kind: GateKind,
    steps: number,
  ) {
    this.steps = Array.from({ length: steps }, () => new Averages(kind));
    this.columns = Array.from({ length: kind.columns }, () => new Averages(kind));
    this.whole = new Averages(kind);
  }

  /** The values of one sequence at one of its steps, `columns` from `at` on; NaN: none. @param time counted from 0 */
  read(values: Float64Array, at: number, time: number): void {
    const { columns, keeps } = this.kind;
    const step = this.steps[time];
    for (let j = 0; j < columns; j++) {
      const value = values[at + j];
      if (Number.isNaN(value)) continue;
      const kept = keeps === 'rest' ? 1 - value : value;
      const log = keeps === undefined ? 0 : Math.log(Math.max(leastKept, kept));
      step.read(value, log);
      this.columns[j].read(value, log);
      this.whole.read(value, log);
    }
    step.endSequence();
  }

  /** After the last step of a sequence. */
  endSequence(): void {
    for (const column of this.columns) column.endSequence();
    this.whole.endSequence();
  }

  atStep = (time: number): GateAverages | undefined => this.steps[time].found();

  ofColumn = (column: number): GateAverages | undefined => this.columns[column].found();

  ofAll = (): GateAverages | undefined => this.whole.found();
}
