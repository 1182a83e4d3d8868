/**
 * A convex programme over a distribution w of `atoms` entries: least sum_i phi_i(u_i) + sum_a w_a linear_a, where
 * u_i = sum_a w_a matrix[a, i]. Channel capacity and R(D) at a slope both have this form (Chiang and Boyd 2004).
 */
export interface SimplexProblem {
  readonly atoms: number;
  readonly rows: number;
  /** Not negative, row-major [atoms, rows]; every row i is above 0 for some atom. */
  readonly matrix: Float64Array;
  /**
   * `entropy`: phi(u) = u ln u. `likelihood`: phi_i(u) = -masses_i ln u, where the masses are above 0 and sum to 1.
   */
  readonly form: 'entropy' | 'likelihood';
  /** Of `likelihood`, [rows]. */
  readonly masses: Float64Array;
  /** [atoms]. */
  readonly linear: Float64Array;
}

/** A distribution and what is known of it; the arrays are overwritten by the next `evaluate`. */
export interface SimplexPoint {
  /** [atoms], sums to 1. */
  readonly weights: Float64Array;
  /** u, [rows]. */
  readonly mixture: Float64Array;
  /** phi'(u), [rows]. */
  readonly slopes: Float64Array;
  /** d objective / d weights, [atoms]. */
  readonly gradient: Float64Array;
  objective: number;
  /** The least of the gradient. */
  steepest: number;
  /** The objective is at most so much above its minimum, nats. */
  gap: number;
}

/** Stands for an infinite slope: times a zero of the matrix it is 0 and not NaN. */
const unbounded = 1e300;

/** A point at `weights`, which it keeps; `evaluate` fills in the rest. */
export function simplexPoint({ atoms, rows }: SimplexProblem, weights: Float64Array): SimplexPoint {
  return {
    weights,
    mixture: new Float64Array(rows),
    slopes: new Float64Array(rows),
    gradient: new Float64Array(atoms),
    objective: Infinity,
    steepest: -Infinity,
    gap: Infinity,
  };
}

/**
 * Objective, gradient and duality gap at the point's weights. The gap of `entropy` is that of a linear lower bound,
 * w.g - min g, which for capacity is max_x D(p(.|x) || p(.)) - I (Arimoto 1972, Blahut 1972); that of `likelihood` is
 * ln max_a c_a with c = -g (Csiszar 1974).
 */
export function evaluate(problem: SimplexProblem, point: SimplexPoint): void {
  const { atoms, rows, matrix, form, masses, linear } = problem;
  const { weights, mixture, slopes, gradient } = point;
  mixture.fill(0);
  for (let a = 0, at = 0; a < atoms; a++, at += rows) {
    const weight = weights[a];
    if (weight === 0) continue;
    for (let i = 0; i < rows; i++) mixture[i] += weight * matrix[at + i];
  }
  let objective = 0;
  for (let i = 0; i < rows; i++) {
    const u = mixture[i];
    if (form === 'entropy') {
      const logarithm = u > 0 ? Math.log(u) : -unbounded;
      slopes[i] = u > 0 ? logarithm + 1 : -unbounded;
      if (u > 0) objective += u * logarithm;
    } else {
      slopes[i] = u > 0 ? -Math.min(unbounded, masses[i] / u) : -unbounded;
      objective -= masses[i] * Math.log(u);
    }
  }
  let steepest = Infinity;
  let mean = 0;
  for (let a = 0, at = 0; a < atoms; a++, at += rows) {
    let even = linear[a];
    let odd = 0;
    let i = 0;
    for (; i + 1 < rows; i += 2) {
      even += matrix[at + i] * slopes[i];
      odd += matrix[at + i + 1] * slopes[i + 1];
    }
    if (i < rows) even += matrix[at + i] * slopes[i];
    const slope = even + odd;
    gradient[a] = slope;
    if (slope < steepest) steepest = slope;
    if (weights[a] > 0) {
      mean += weights[a] * slope;
      objective += weights[a] * linear[a];
    }
  }
  point.objective = objective;
  point.steepest = steepest;
  point.gap = Math.max(0, form === 'entropy' ? mean - steepest : Math.log(-steepest));
}

/** Makes the entries sum to 1. */
export function normalise(weights: Float64Array): void {
  let sum = 0;
  for (const weight of weights) sum += weight;
  for (let a = 0; a < weights.length; a++) weights[a] /= sum;
}

/** Takes over the weights and all that is known of them. */
export function copyPoint(from: SimplexPoint, to: SimplexPoint): void {
  to.weights.set(from.weights);
  to.mixture.set(from.mixture);
  to.slopes.set(from.slopes);
  to.gradient.set(from.gradient);
  to.objective = from.objective;
  to.steepest = from.steepest;
  to.gap = from.gap;
}
