/** Two functions whose remaining share of variance is below this are taken for the same. */
const leastShare = 1e-9;

/** The input of one step over the sequences: symbol numbers, or so many numbers a row. */
export interface StepValues {
  readonly kind: 'symbols' | 'numbers';
  /** Row-major [samples, dimensions]. */
  readonly values: Float64Array;
  readonly samples: number;
  readonly dimensions: number;
}

/** A centred function of the input of one step, of unit variance over the rows. */
export interface StepFunction {
  readonly degree: number;
  readonly values: Float64Array;
}

/**
 * Functions of one step's input that have mean 0 and variance 1 and are uncorrelated over these rows. Of one number:
 * the orthogonal polynomials up to a degree (Legendre's for a uniform law, Hermite's for a Gaussian one). Of several
 * numbers: themselves without their correlation, of degree 1. Of K symbols: K - 1 functions that span all functions of
 * the symbol, each of degree 1. A step whose input never differs has none.
 */
export function stepFunctions(step: StepValues, mostDegree: number): StepFunction[] {
  const candidates = step.kind === 'symbols' ? indicators(step) : powers(step, mostDegree);
  const found: StepFunction[] = [];
  for (const { degree, values } of candidates) {
    const whole = centre(values);
    // Twice, since once leaves rounding errors of what was taken away.
    for (let pass = 0; pass < 2; pass++)
      for (const { values: other } of found) {
        const share = inner(values, other);
        for (let i = 0; i < values.length; i++) values[i] -= share * other[i];
      }
    const rest = inner(values, values);
    if (!(rest > leastShare * whole)) continue;
    const scale = 1 / Math.sqrt(rest);
    for (let i = 0; i < values.length; i++) values[i] *= scale;
    found.push({ degree, values });
  }
  return found;
}

/** Takes the mean away in place; returns the variance. */
export function centre(values: Float64Array): number {
  let mean = 0;
  for (const value of values) mean += value / values.length;
  for (let i = 0; i < values.length; i++) values[i] -= mean;
  return inner(values, values);
}

/** The mean of the products. */
function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum / a.length;
}

function indicators({ values }: StepValues): StepFunction[] {
  const symbols = [...new Set(values)].sort((a, b) => a - b);
  // The last one is a function of the others.
  return symbols
    .slice(0, -1)
    .map((symbol) => ({ degree: 1, values: Float64Array.from(values, (value) => (value === symbol ? 1 : 0)) }));
}

function powers({ values, samples, dimensions }: StepValues, mostDegree: number): StepFunction[] {
  if (dimensions > 1)
    return Array.from({ length: dimensions }, (_, j) => ({
      degree: 1,
      values: Float64Array.from({ length: samples }, (__, i) => values[i * dimensions + j]),
    }));
  const own = values.slice();
  const largest = Math.sqrt(centre(own)) || 1;
  return Array.from({ length: mostDegree }, (_, j) => ({
    degree: j + 1,
    values: Float64Array.from(own, (value) => (value / largest) ** (j + 1)),
  }));
}

/** One function of several steps: which function of each of them is multiplied. */
export type Product = readonly { readonly step: number; readonly place: number }[];

/**
 * How many products of step functions have each degree, 1 ... mostDegree, where `counts[j]` functions of degree j + 1
 * belong to each of so many steps: the coefficients of (1 + c_1 x + c_2 x^2 + ...)^steps.
 */
export function countOfProducts(counts: readonly number[], steps: number, mostDegree: number): number[] {
  let product = [1, ...Array.from({ length: mostDegree }, () => 0)];
  for (let step = 0; step < steps; step++)
    product = product.map((own, degree) =>
      counts.reduce((sum, count, j) => sum + (degree > j ? count * product[degree - j - 1] : 0), own),
    );
  return product.slice(1);
}

/**
 * All products of functions of different steps with this degree: for independent inputs a complete set of uncorrelated
 * functions of that degree (Dambre et al. 2012, eq. 5).
 * @param degrees of the functions of each step
 */
export function* productsOfDegree(degrees: readonly (readonly number[])[], degree: number): Generator<Product> {
  yield* from(0, degree, []);

  function* from(step: number, left: number, chosen: Product): Generator<Product> {
    if (left === 0) {
      yield chosen;
      return;
    }
    for (let next = step; next < degrees.length; next++)
      for (const [place, own] of degrees[next].entries())
        if (own <= left) yield* from(next + 1, left - own, [...chosen, { step: next, place }]);
  }
}
