import type { Random } from '../../../base/random';
import { withLikelihoodKernelNow, type LikelihoodKernel } from '../../numerics/kernels/likelihoodKernel';
import { cholesky } from '../../numerics/cholesky';
import { kernelSolveLower } from '../../numerics/kernels/gramKernel';
import { crossProduct } from '../../numerics/products';
import type { PreparedVariable } from '../../job/preparedVariable';

/** Rows of features, the last of them 1: row-major [samples, width]. */
export interface Features {
  readonly rows: Float64Array;
  readonly samples: number;
  readonly width: number;
}

const manySymbols = 64;
/** Rows that are whitened at once, a multiple of eight. */
const solvedRows = 64;
/** Rows whose tanh units are computed at once. */
const blockRows = 1024;

/** The columns of a variable as decoders read them: symbols one-hot, then all columns standardised (n-1). */
export function standardisedColumns(prepared: PreparedVariable): { values: Float64Array; dimensions: number } {
  const { kind, values, samples, dimensions } = prepared.variable;
  if (kind === 'discrete' && prepared.symbols.alphabet <= manySymbols) {
    const { codes, alphabet } = prepared.symbols;
    const hot = new Float64Array(samples * alphabet);
    codes.forEach((code, i) => (hot[i * alphabet + code] = 1));
    return { values: standardise(hot, samples, alphabet), dimensions: alphabet };
  }
  return { values: standardise(values, samples, dimensions), dimensions };
}

export function standardise(values: Float64Array, samples: number, dimensions: number): Float64Array {
  const means = new Float64Array(dimensions);
  const squares = new Float64Array(dimensions);
  const { length } = values;
  for (let at = 0; at < length;) for (let j = 0; j < dimensions; j++, at++) means[j] += values[at] / samples;
  for (let at = 0; at < length;) for (let j = 0; j < dimensions; j++, at++) squares[j] += (values[at] - means[j]) ** 2;
  const scales = squares.map((square) => (square > 0 ? Math.sqrt((samples - 1) / square) : 0));
  const out = new Float64Array(length);
  for (let at = 0; at < length;)
    for (let j = 0; j < dimensions; j++, at++) out[at] = (values[at] - means[j]) * scales[j];
  return out;
}

/**
 * Standardised columns rotated so that they are nearly uncorrelated, with a constant column. Gradient methods then
 * converge in a few steps. Labels are not used, so all folds may share the features. Rows come in the given `order`.
 */
export function whitenedFeatures(
  columns: Float64Array,
  samples: number,
  dimensions: number,
  order: Int32Array,
): Features {
  const covariance = crossProduct(columns, dimensions, columns, dimensions, samples).map((sum) => sum / (samples - 1));
  // The ridge keeps directions of almost no variance from being amplified.
  for (let j = 0; j < dimensions; j++) covariance[j * dimensions + j] += 1e-3;
  const { factor } = cholesky(covariance, dimensions, 0);
  const width = dimensions + 1;
  const rows = new Float64Array(samples * width);
  const some = new Float64Array(solvedRows * dimensions);
  for (let first = 0; first < samples; first += solvedRows) {
    const count = Math.min(solvedRows, samples - first);
    // In groups of eight rows, each a column of its group.
    some.fill(0);
    for (let i = 0; i < count; i++) {
      const from = order[first + i] * dimensions;
      for (let r = 0, at = placeInGroups(i, dimensions); r < dimensions; r++, at += 8) some[at] = columns[from + r];
    }
    kernelSolveLower(factor, dimensions, some);
    for (let i = 0, to = first * width; i < count; i++, to++) {
      for (let r = 0, at = placeInGroups(i, dimensions); r < dimensions; r++, at += 8) rows[to++] = some[at];
      rows[to] = 1;
    }
  }
  return { rows, samples, width };
}

const placeInGroups = (row: number, dimensions: number): number => (row >> 3) * 8 * dimensions + (row & 7);

/**
 * An untrained hidden layer: the features themselves and `count` random tanh units on them. Half of the units read only
 * two columns (interactions of pairs), half read all. `count` is a multiple of four.
 */
export function randomTanhFeatures({ rows, samples, width }: Features, count: number, random: Random): Features {
  const inputs = width - 1;
  const weights = new Float64Array(count * width);
  for (let unit = 0; unit < count; unit++) {
    const read = unit % 2 === 0 && inputs > 2 ? 2 : inputs;
    const scale = 1.5 / Math.sqrt(read);
    if (read === inputs) for (let j = 0; j < inputs; j++) weights[unit * width + j] = scale * random.normal();
    else for (let j = 0; j < read; j++) weights[unit * width + random.integer(inputs)] += scale * random.normal();
    weights[unit * width + inputs] = random.normal();
  }
  return withLikelihoodKernelNow((kernel) => tanhUnits(kernel, { rows, samples, width }, weights, count));
}

/** For every row the tanh of `weights` [count, width] times the row, and the row itself. */
function tanhUnits(
  kernel: LikelihoodKernel,
  { rows, samples, width }: Features,
  weights: Float64Array,
  count: number,
): Features {
  const block = Math.min(blockRows, (samples + 3) & ~3);
  const rowsAt = kernel.allocate(block * width * 4);
  const weightsAt = kernel.allocate(width * count * 4);
  const unitsAt = kernel.allocate(block * count * 4);
  const turned = kernel.floats(weightsAt, width * count);
  for (let unit = 0; unit < count; unit++)
    for (let j = 0; j < width; j++) turned[j * count + unit] = weights[unit * width + j];
  const [inputs, units] = [kernel.floats(rowsAt, block * width).fill(0), kernel.floats(unitsAt, block * count)];
  const across = width + count;
  const out = new Float64Array(samples * across);
  for (let from = 0; from < samples; from += block) {
    const some = Math.min(block, samples - from);
    inputs.set(rows.subarray(from * width, (from + some) * width));
    kernel.product((some + 3) & ~3, count, width, rowsAt, width * 4, 4, weightsAt, count * 4, unitsAt, count * 4, 0);
    kernel.tanhAll(unitsAt, some * count);
    for (let i = 0, to = from * across, unit = 0, input = 0; i < some; i++) {
      for (let u = 0; u < count; u++) out[to++] = units[unit++];
      for (let j = 0; j < width; j++) out[to++] = inputs[input++];
    }
  }
  return { rows: out, samples, width: across };
}
