import type { Breather } from '../../../information/numerics/breather';
import type { Variable } from '../../../information/types/variable';

/** Less than this part of a variance, after conditioning, is rounding. */
const rounding = 1e-9;

/** A covariance matrix [count, count] that can be conditioned on its variables, one after the other. */
export class Covariance {
  private readonly first: Float64Array;

  constructor(
    private readonly values: Float64Array,
    private readonly count: number,
  ) {
    this.first = Float64Array.from({ length: count }, (_, j) => values[j * count + j]);
  }

  at(j: number, s: number): number {
    return this.values[j * this.count + s];
  }

  /** Given the variables so far; 0 where they determine the variable. */
  variance(j: number): number {
    const variance = this.at(j, j);
    return variance > rounding * this.first[j] ? variance : 0;
  }

  /** The smallest variance that rounding leaves: that of a variable which the target determines would be 0. */
  least(j: number): number {
    return rounding * this.first[j];
  }

  /** The Schur complement of one variable (Anderson 2003, theorem 2.5.1). */
  condition(on: number): void {
    const { values, count } = this;
    const variance = this.variance(on);
    if (variance === 0) return;
    const column = Float64Array.from({ length: count }, (_, j) => values[j * count + on]);
    for (let j = 0; j < count; j++) {
      const slope = column[j] / variance;
      for (let s = 0; s < count; s++) values[j * count + s] -= slope * column[s];
    }
  }
}

/** Of members [samples, count]. @throws CancelledError */
export async function covarianceOf(
  members: Float64Array,
  samples: number,
  count: number,
  breather: Breather,
): Promise<Covariance> {
  const differences = centred(members, samples, count, new Int32Array(samples), 1);
  return new Covariance(await productsOf(differences, samples, count, breather), count);
}

/**
 * What is left of the covariance once the target is known: within its classes, or after a regression on its values.
 * @throws CancelledError
 */
export async function withinTarget(
  members: Float64Array,
  count: number,
  { samples, values, kind, dimensions }: Variable,
  breather: Breather,
): Promise<Covariance> {
  if (kind === 'discrete') {
    const numbers = new Map<number, number>();
    const classes = Int32Array.from(values, (value) => {
      const known = numbers.get(value) ?? numbers.size;
      numbers.set(value, known);
      return known;
    });
    const differences = centred(members, samples, count, classes, numbers.size);
    return new Covariance(await productsOf(differences, samples, count, breather), count);
  }
  const width = count + dimensions;
  const together = new Float64Array(samples * width);
  for (let i = 0; i < samples; i++) {
    together.set(members.subarray(i * count, (i + 1) * count), i * width);
    for (let d = 0; d < dimensions; d++) together[i * width + count + d] = values[i * dimensions + d];
  }
  const joint = await covarianceOf(together, samples, width, breather);
  for (let d = 0; d < dimensions; d++) joint.condition(count + d);
  const kept = Float64Array.from({ length: count * count }, (_, i) => joint.at(Math.floor(i / count), i % count));
  return new Covariance(kept, count);
}

/** The members less the mean of their class. */
function centred(
  members: Float64Array,
  samples: number,
  count: number,
  classes: Int32Array,
  classCount: number,
): Float64Array {
  const sums = new Float64Array(classCount * count);
  const sizes = new Float64Array(classCount);
  for (let i = 0; i < samples; i++) {
    sizes[classes[i]]++;
    for (let j = 0; j < count; j++) sums[classes[i] * count + j] += members[i * count + j];
  }
  const differences = new Float64Array(samples * count);
  for (let i = 0; i < samples; i++)
    for (let j = 0; j < count; j++) {
      const at = i * count + j;
      differences[at] = members[at] - sums[classes[i] * count + j] / sizes[classes[i]];
    }
  return differences;
}

/** Mean products of all pairs, [count, count]. */
async function productsOf(
  differences: Float64Array,
  samples: number,
  count: number,
  breather: Breather,
): Promise<Float64Array> {
  const products = new Float64Array(count * count);
  for (let i = 0; i < samples; i++) {
    const row = differences.subarray(i * count, (i + 1) * count);
    for (let j = 0; j < count; j++) for (let s = 0; s <= j; s++) products[j * count + s] += row[j] * row[s];
    if (breather.due()) await breather.rest();
  }
  for (let j = 0; j < count; j++)
    for (let s = 0; s <= j; s++) products[s * count + j] = products[j * count + s] /= samples;
  return products;
}
