import { binned, defaultBins, pacedBinned, type BinningRule } from '../estimators/binning/cells';
import { checkVariable } from '../types/checkVariable';
import {
  gaussianPart,
  pacedGaussianPart,
  pacedPartOfCentred,
  type GaussianPart,
} from '../estimators/copula/gaussianPart';
import { normalScores, pacedCentredScores } from '../estimators/copula/normalScores';
import { canSum, noisyRows } from '../estimators/known/noisyRows';
import type { Breather } from '../numerics/breather';
import { symbolsOf, type Symbols } from '../estimators/discrete/symbols';
import type { EstimatorOptions } from '../types/estimate';
import type { Variable } from '../types/variable';
import { warning, type InformationWarning } from '../types/warnings';

/**
 * From this excess kurtosis of a column on, a few samples dominate its variance (a Laplace variable has 3, Student's
 * with 5 degrees 6).
 */
const heavyKurtosis = 20;

/**
 * A checked variable with the data that estimators derive from it, each computed once and shared by all its pairs.
 * Constant and duplicated columns of a continuous variable add no information and are left out.
 */
export class PreparedVariable {
  /** The variable without its constant and duplicated columns. */
  readonly variable: Variable;
  /** True where no column ever changes: its information about anything is exactly 0. */
  readonly constant: boolean;
  readonly warnings: readonly InformationWarning[];
  private readonly derived = new Map<string, unknown>();

  /** @throws InputError where the variable is malformed */
  constructor(readonly original: Variable) {
    checkVariable(original);
    const { keep, constant, duplicated } = usefulColumns(original);
    this.constant = keep.length === 0;
    this.variable = keep.length === original.dimensions || this.constant ? original : takeColumns(original, keep);
    const { name, dimensions } = original;
    this.warnings = [
      ...(constant > 0 && !this.constant ? [warning('constantColumns', constant, dimensions, name)] : []),
      ...(duplicated > 0 ? [warning('repeatedColumns', duplicated, dimensions, name)] : []),
    ];
  }

  get symbols(): Symbols {
    return this.once('symbols', () => symbolsOf(this.variable));
  }

  binned(options: EstimatorOptions): Symbols {
    if (this.variable.kind === 'discrete') return this.symbols;
    const { bins, rule, key } = this.cells(options);
    return this.once(key, () => binned(this.variable, bins, rule));
  }

  /** The cells, with pauses for cancellation where samples or columns are many. @throws CancelledError */
  async prepareBinned(options: EstimatorOptions, breather: Breather): Promise<Symbols> {
    if (this.variable.kind === 'discrete') return this.symbols;
    const { bins, rule, key } = this.cells(options);
    if (!this.derived.has(key)) this.derived.set(key, await pacedBinned(this.variable, bins, rule, breather));
    return this.binned(options);
  }

  private cells(options: EstimatorOptions): { bins: number; rule: BinningRule; key: string } {
    const bins = options.bins ?? defaultBins(this.variable.samples);
    const rule = options.binning ?? 'equalWidth';
    return { bins, rule, key: `binned ${bins} ${rule}` };
  }

  get scores(): Float64Array {
    return this.once('scores', () =>
      normalScores(this.variable.values, this.variable.samples, this.variable.dimensions),
    );
  }

  /** The normal scores as a Gaussian. */
  get copulaPart(): GaussianPart {
    return this.once('copula', () => gaussianPart(this.scores, this.variable.samples, this.variable.dimensions));
  }

  /** The values as they are, as a Gaussian. */
  get gaussianPart(): GaussianPart {
    return this.once('gaussian', () =>
      gaussianPart(this.variable.values, this.variable.samples, this.variable.dimensions),
    );
  }

  /**
   * Computes the Gaussian parts, with pauses for cancellation where samples or columns are many. @throws CancelledError
   */
  async prepareGaussian(kind: 'copula' | 'gaussian', breather: Breather): Promise<GaussianPart> {
    const { values, samples, dimensions } = this.variable;
    if (this.derived.has(kind)) return kind === 'copula' ? this.copulaPart : this.gaussianPart;
    if (kind === 'gaussian') {
      this.derived.set(kind, await pacedGaussianPart(values, samples, dimensions, breather));
      return this.gaussianPart;
    }
    const { columns, tieShare: ties } = await pacedCentredScores(values, samples, dimensions, breather);
    this.derived.set(kind, await pacedPartOfCentred(columns, samples, dimensions, breather)).set('ties', ties);
    return this.copulaPart;
  }

  /** The largest share of samples in one column whose value occurs there more than once. */
  get tieShare(): number {
    return this.once('ties', () => tieShare(this.variable));
  }

  /** The largest excess kurtosis of a column; large where few samples dominate a covariance. */
  get kurtosis(): number {
    return this.once('kurtosis', () => largestKurtosis(this.variable));
  }

  /** Whether a few samples dominate the variance of a column. */
  get hasHeavyTails(): boolean {
    return this.kurtosis > heavyKurtosis;
  }

  /** Whether the density given an input is known, and mixtures of it over inputs can be summed. */
  get sumsNoise(): boolean {
    return this.once('sums noise', () => {
      const rows = noisyRows(this.original);
      return rows !== undefined && canSum(rows);
    });
  }

  /** The same rows in another order, without the known conditional, which no longer fits them. */
  permuted(order: Int32Array): PreparedVariable {
    const { name, kind, values, samples, dimensions } = this.variable;
    const moved = new Float64Array(values.length);
    for (let i = 0; i < samples; i++)
      moved.set(values.subarray(order[i] * dimensions, (order[i] + 1) * dimensions), i * dimensions);
    return new PreparedVariable({ name, kind, values: moved, samples, dimensions });
  }

  /** Data that an estimator derives with pauses, once. */
  async onceReady<T>(key: string, derive: () => Promise<T>): Promise<T> {
    if (!this.derived.has(key)) this.derived.set(key, derive());
    return (await this.derived.get(key)) as T;
  }

  private once<T>(key: string, derive: () => T): T {
    if (!this.derived.has(key)) this.derived.set(key, derive());
    return this.derived.get(key) as T;
  }
}

function usefulColumns({ values, samples, dimensions }: Variable): {
  keep: number[];
  constant: number;
  duplicated: number;
} {
  const keep: number[] = [];
  const bySum = new Map<number, number[]>();
  let constant = 0;
  let duplicated = 0;
  for (let j = 0; j < dimensions; j++) {
    let sum = 0;
    let changes = false;
    for (let i = 0, at = j; i < samples; i++, at += dimensions) {
      sum += values[at] * (1 + (i % 7));
      if (values[at] !== values[j]) changes = true;
    }
    if (!changes) {
      constant++;
      continue;
    }
    const like = bySum.get(sum);
    if (like === undefined) bySum.set(sum, [j]);
    else if (like.some((other) => equalColumns(values, samples, dimensions, other, j))) {
      duplicated++;
      continue;
    } else like.push(j);
    keep.push(j);
  }
  return { keep, constant, duplicated };
}

function equalColumns(values: Float64Array, samples: number, dimensions: number, a: number, b: number): boolean {
  for (let i = 0; i < samples; i++) if (values[i * dimensions + a] !== values[i * dimensions + b]) return false;
  return true;
}

/** Some columns of a variable, with those of its known conditional. */
export function takeColumns(variable: Variable, columns: readonly number[]): Variable {
  const { samples, dimensions, conditional } = variable;
  const take = (values: Float64Array): Float64Array => {
    const out = new Float64Array(samples * columns.length);
    for (let i = 0; i < samples; i++)
      columns.forEach((column, j) => (out[i * columns.length + j] = values[i * dimensions + column]));
    return out;
  };
  return {
    ...variable,
    values: take(variable.values),
    dimensions: columns.length,
    ...(conditional && {
      conditional: {
        ...conditional,
        means: take(conditional.means),
        variances: conditional.variances.length === 1 ? conditional.variances : take(conditional.variances),
      },
    }),
  };
}

function tieShare({ values, samples, dimensions }: Variable): number {
  let most = 0;
  const column = new Float64Array(samples);
  for (let j = 0; j < dimensions; j++) {
    for (let i = 0; i < samples; i++) column[i] = values[i * dimensions + j];
    column.sort();
    let tied = 0;
    for (let i = 0; i < samples; i++) {
      if ((i > 0 && column[i] === column[i - 1]) || (i + 1 < samples && column[i] === column[i + 1])) tied++;
    }
    most = Math.max(most, tied / samples);
  }
  return most;
}

function largestKurtosis({ values, samples, dimensions }: Variable): number {
  const [means, squares, fourths] = [0, 1, 2].map(() => new Float64Array(dimensions));
  for (let at = 0; at < values.length;) for (let j = 0; j < dimensions; j++, at++) means[j] += values[at] / samples;
  for (let at = 0; at < values.length;)
    for (let j = 0; j < dimensions; j++, at++) {
      const square = (values[at] - means[j]) ** 2;
      squares[j] += square;
      fourths[j] += square * square;
    }
  return squares.reduce(
    (most, square, j) => (square > 0 ? Math.max(most, (fourths[j] * samples) / square ** 2 - 3) : most),
    -Infinity,
  );
}
