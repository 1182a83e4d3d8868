/**
 * A noisy state h = m(u) + N(0, deviation^2 I) whose mean is a function of latent numbers u ~ N(0, I): inputs of a
 * Gaussian law, whitened, and earlier noise. Functions take many points at once, row-major [count, latents];
 * `owners` [count] says to which state each point belongs, for networks in which states have latents of their own
 * fixed.
 */
export interface LatentNetwork {
  /** Numbers of u. */
  readonly latents: number;
  /** Numbers of h. */
  readonly dimensions: number;
  readonly deviation: number;
  /** Multiplications that m(u) takes at one point. */
  readonly cost: number;
  /** m(u), [count, dimensions]. */
  means(points: Float64Array, owners: Int32Array): Promise<Float64Array>;
  /**
   * m(u), and the gradient with respect to u of the inner product of m(u) with `cotangents`, [count, latents]. These
   * are asked for one part of the points after another, by the means [points, dimensions] of that part and the number
   * of its first point.
   */
  pull(
    points: Float64Array,
    owners: Int32Array,
    cotangents: (means: Float64Array, first: number) => Float64Array,
  ): Promise<{ readonly means: Float64Array; readonly gradients: Float64Array }>;
}

/** How much more a gradient costs than a value. */
export const gradientCost = 3;

/** States with the latents that made them, an exact draw from p(u|h). */
export interface LatentStates {
  readonly count: number;
  /** h, [count, dimensions]. */
  readonly values: Float64Array;
  /** u, [count, latents]. */
  readonly points: Float64Array;
}

/** ln N(h; m, deviation^2 I) less its constant, of every point's mean and its owner's state; nats. */
export function logLikelihoods(
  { dimensions, deviation }: Pick<LatentNetwork, 'dimensions' | 'deviation'>,
  values: Float64Array,
  means: Float64Array,
  owners: Int32Array,
): Float64Array {
  const out = new Float64Array(owners.length);
  const scale = -1 / (2 * deviation ** 2);
  for (let i = 0, at = 0; i < out.length; i++) {
    let sum = 0;
    for (let d = 0, of = owners[i] * dimensions; d < dimensions; d++, at++, of++) sum += (values[of] - means[at]) ** 2;
    out[i] = sum * scale;
  }
  return out;
}

/** Every point its own state. */
export const each = (count: number): Int32Array => Int32Array.from({ length: count }, (_, i) => i);

/** `times` points for each state, those of a state after each other. */
export const repeated = (count: number, times: number): Int32Array =>
  Int32Array.from({ length: count * times }, (_, i) => Math.floor(i / times));
