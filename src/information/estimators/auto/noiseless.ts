import { Random } from '../../../base/random';
import type { PreparedVariable } from '../../job/preparedVariable';
import type { Breather } from '../../numerics/breather';
import { cholesky, solveLower, solveUpper } from '../../numerics/cholesky';
import type { Measurement } from '../../types/measurement';
import { warning } from '../../types/warnings';
import { hasTies } from './neighborCandidates';
import { spreadRows, takeRows } from './spreadRows';

/** Rows among which neighbours are looked for, and those at which a function is predicted. */
const mostRows = 3000;
const mostAsked = 500;
/** With more columns, neighbours are as far apart as the whole is wide. */
const mostColumns = 8;
/** Neighbours for each coefficient of a local linear fit; coarser fits take every second and fourth of more of them. */
const neighborsACoefficient = 3;
const strides = [1, 2, 4] as const;
/** Standard errors from which on errors fall surely, and the share of a smooth function's fall that they show. */
const sure = 4;
const share = 0.75;
const shareOfHalf = 0.5;
/** Values below this (nats) are not looked at: of a function without noise every estimate reads more. */
const least = 0.3;
/** A function is known exactly where its error is below this share of its variance. */
const exact = 1e-10;

/** The measurement, open from above where nothing but its model says that one is not a function of the other. */
export async function openIfNoiseless(
  measured: Measurement,
  x: PreparedVariable,
  y: PreparedVariable,
  breather: Breather,
): Promise<Measurement> {
  if (measured.nats < least || hasTies(x, y) || !(await looksNoiseless(x, y, breather))) return measured;
  return {
    ...measured,
    high: Infinity,
    warnings: [...measured.warnings, warning('noNoiseSeen', x.variable.name, y.variable.name)],
  };
}

/**
 * Whether some column of one variable looks like a function of the other's columns without any noise, of which the
 * information is infinite. Each column is predicted by a local linear fit from the k nearest rows of the other side,
 * and from as many rows of half and of a quarter of the density. Of a smooth function the squared error falls with the
 * fourth power of the distance of these rows (Fan and Gijbels 1996, theorem 3.1); noise of any size leaves an error
 * that does not fall. Where the error falls as that of a function does, twice in turn, the samples show no noise, and
 * nothing bounds the information from above.
 * (A finite value may be true: noise that is smaller than the bend of the function between neighbours is not seen.)
 */
async function looksNoiseless(x: PreparedVariable, y: PreparedVariable, breather: Breather): Promise<boolean> {
  return (await determinesColumn(x, y, breather)) || (await determinesColumn(y, x, breather));
}

async function determinesColumn(
  { variable: from }: PreparedVariable,
  { variable: to }: PreparedVariable,
  breather: Breather,
): Promise<boolean> {
  const size = from.dimensions + 1;
  const count = neighborsACoefficient * size;
  const rows = spreadRows(from.samples, mostRows);
  if (from.dimensions > mostColumns || 4 * strides[2] * count > rows.length) return false;
  const inputs = standard(takeRows(from, rows), from.dimensions);
  const outputs = standard(takeRows(to, rows), to.dimensions);
  const asked = new Random(rows.length).fork('local fits').permutation(rows.length).slice(0, mostAsked);
  const errors = strides.map(() => Array.from({ length: to.dimensions }, () => new Float64Array(asked.length)));
  const radii = strides.map(() => new Float64Array(asked.length));
  for (const [at, row] of asked.entries()) {
    const near = nearest(inputs, from.dimensions, row, strides[2] * count);
    for (const [level, stride] of strides.entries()) {
      const used = near.rows.subarray(0, stride * count).filter((_, i) => i % stride === stride - 1);
      radii[level][at] = Math.log(near.distances[stride * count - 1]);
      predictionErrors(inputs, outputs, from.dimensions, to.dimensions, row, used).forEach((error, j) => {
        errors[level][j][at] = Math.log(error * error + Number.MIN_VALUE);
      });
    }
    await breather.rest();
  }
  const falls = [1, 2].map((level) => 4 * meanDifference(radii[level], radii[level - 1]).mean);
  return Array.from({ length: to.dimensions }, (_, j) => errors.map((level) => level[j])).some(
    ([fine, half, quarter]) => {
      if (median(fine) < Math.log(exact)) return true;
      const { mean, error } = meanDifference(quarter, fine);
      return (
        mean > sure * error &&
        mean > share * (falls[0] + falls[1]) &&
        meanDifference(half, fine).mean > shareOfHalf * falls[0] &&
        meanDifference(quarter, half).mean > shareOfHalf * falls[1]
      );
    },
  );
}

/** Columns over their standard deviations. */
function standard(values: Float64Array, dimensions: number): Float64Array {
  const samples = values.length / dimensions;
  const out = Float64Array.from(values);
  for (let j = 0; j < dimensions; j++) {
    let [mean, square] = [0, 0];
    for (let i = j; i < values.length; i += dimensions) mean += values[i] / samples;
    for (let i = j; i < values.length; i += dimensions) square += (values[i] - mean) ** 2 / samples;
    for (let i = j; i < values.length; i += dimensions)
      out[i] = square > 0 ? (values[i] - mean) / Math.sqrt(square) : 0;
  }
  return out;
}

/** The nearest other rows of one, in order of their distances; of equally near ones the first. */
function nearest(
  values: Float64Array,
  dimensions: number,
  row: number,
  count: number,
): { rows: Int32Array; distances: Float64Array } {
  const samples = values.length / dimensions;
  const rows = new Int32Array(count);
  const squares = new Float64Array(count).fill(Infinity);
  for (let i = 0; i < samples; i++) {
    if (i === row) continue;
    let square = 0;
    for (let j = 0, a = i * dimensions, b = row * dimensions; j < dimensions; j++)
      square += (values[a + j] - values[b + j]) ** 2;
    if (!(square < squares[count - 1])) continue;
    let at = count - 1;
    for (; at > 0 && squares[at - 1] > square; at--) {
      squares[at] = squares[at - 1];
      rows[at] = rows[at - 1];
    }
    squares[at] = square;
    rows[at] = i;
  }
  return { rows, distances: squares.map(Math.sqrt) };
}

/** Each column of the outputs at a row, less what a linear fit to other rows predicts there. */
function predictionErrors(
  inputs: Float64Array,
  outputs: Float64Array,
  dimX: number,
  dimY: number,
  row: number,
  others: Int32Array,
): Float64Array {
  const size = dimX + 1;
  const gram = new Float64Array(size * size);
  const moments = new Float64Array(size * dimY);
  const features = new Float64Array(size);
  features[0] = 1;
  for (const other of others) {
    for (let j = 0; j < dimX; j++) features[j + 1] = inputs[other * dimX + j] - inputs[row * dimX + j];
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < size; b++) gram[a * size + b] += features[a] * features[b];
      for (let j = 0; j < dimY; j++) moments[a * dimY + j] += features[a] * outputs[other * dimY + j];
    }
  }
  const factor = cholesky(gram, size);
  const solution = new Float64Array(factor.size * dimY);
  factor.kept.forEach((a, i) => solution.set(moments.subarray(a * dimY, (a + 1) * dimY), i * dimY));
  solveLower(factor, solution, dimY);
  solveUpper(factor, solution, dimY);
  // At the row itself all features are 0 but for the first, the constant.
  return Float64Array.from({ length: dimY }, (_, j) => outputs[row * dimY + j] - solution[j]);
}

function meanDifference(of: Float64Array, from: Float64Array): { mean: number; error: number } {
  const differences = of.map((value, i) => value - from[i]);
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (differences.length - 1);
  return { mean, error: Math.sqrt(variance / differences.length) };
}

const median = (values: Float64Array): number => values.slice().sort()[Math.floor(values.length / 2)];
