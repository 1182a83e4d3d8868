import type { StatesPlane } from '../../result/states/states';

/** Products that the covariance may take. */
const mostProducts = 2 ** 27;
const turns = 300;

/**
 * The two principal directions of states (Pearson 1901), by orthogonal iteration on the covariance of a part of them.
 * @param bytes [count, units]
 * @param low and `high` the values of the bytes 0 and 255 of each unit
 * @param has whether a state is there
 */
export function planeOf(
  bytes: Uint8Array,
  units: number,
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  has: (state: number) => boolean,
): StatesPlane {
  const count = bytes.length / units;
  const stride = Math.max(1, Math.ceil((count * units * units) / mostProducts));
  const used: number[] = [];
  for (let i = 0; i < count; i += stride) if (has(i)) used.push(i);
  const scale = Float64Array.from({ length: units }, (_, unit) => (high[unit] - low[unit]) / 255);
  const mean = new Float64Array(units);
  for (const i of used)
    for (let unit = 0; unit < units; unit++)
      mean[unit] += (low[unit] + scale[unit] * bytes[i * units + unit]) / used.length;
  const covariance = covarianceOf(bytes, units, used, (unit, byte) => low[unit] + scale[unit] * byte - mean[unit]);
  let [first, second] = [unitVector(units, 0), unitVector(units, 1)];
  for (let turn = 0; turn < turns; turn++) {
    const [one, two] = [first, second];
    first = normalised(product(covariance, one), one);
    second = normalised(without(product(covariance, two), first), two);
    if (Math.min(dot(first, one), dot(second, two)) > 1 - 1e-13) break;
  }
  const along = (axis: Float64Array): number => dot(axis, product(covariance, axis));
  const total = mean.reduce((sum, _, unit) => sum + covariance[unit * units + unit], 0);
  const share = (axis: Float64Array): number => (total > 0 ? Math.max(0, along(axis)) / total : 0);
  const both = [signed(first), units > 1 ? signed(second) : new Float64Array(units)];
  return { mean: [...mean], first: [...both[0]], second: [...both[1]], shares: [share(both[0]), share(both[1])] };
}

function covarianceOf(
  bytes: Uint8Array,
  units: number,
  used: readonly number[],
  centred: (unit: number, byte: number) => number,
): Float64Array {
  const sums = new Float64Array(units * units);
  const row = new Float64Array(units);
  for (const i of used) {
    for (let unit = 0; unit < units; unit++) row[unit] = centred(unit, bytes[i * units + unit]);
    for (let a = 0; a < units; a++) for (let b = 0; b <= a; b++) sums[a * units + b] += row[a] * row[b];
  }
  for (let a = 0; a < units; a++)
    for (let b = 0; b <= a; b++) {
      sums[a * units + b] /= Math.max(1, used.length);
      sums[b * units + a] = sums[a * units + b];
    }
  return sums;
}

/** A start that is the same every time and orthogonal to no direction that comes up by itself. */
function unitVector(units: number, which: 0 | 1): Float64Array {
  return normalised(
    Float64Array.from({ length: units }, (_, i) => (which === 0 ? 1 + i / units : Math.cos(2.4 * i + 1))),
    new Float64Array(units),
  );
}

function product(matrix: Float64Array, vector: Float64Array): Float64Array {
  const out = new Float64Array(vector.length);
  for (let a = 0; a < vector.length; a++)
    for (let b = 0; b < vector.length; b++) out[a] += matrix[a * vector.length + b] * vector[b];
  return out;
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i], 0);

const without = (vector: Float64Array, axis: Float64Array): Float64Array => {
  const along = dot(vector, axis);
  return vector.map((value, i) => value - along * axis[i]);
};

/** Of length 1; the one before where there is nothing left of it. */
function normalised(vector: Float64Array, before: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector));
  return length > 1e-300 ? vector.map((value) => value / length) : before;
}

/** The sign by which the largest component is positive. */
function signed(axis: Float64Array): Float64Array {
  const largest = axis.reduce((held, value) => (Math.abs(value) > Math.abs(held) + 1e-12 ? value : held), 0);
  return largest < 0 ? axis.map((value) => -value) : axis;
}
