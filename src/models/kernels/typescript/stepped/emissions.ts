import { columnSums } from '../gemm';
import type { MakeProduct, RecurrentProduct } from './products';
import type { Emission, SteppedSizes } from './steppedCell';

/** Adds `noise` [T,B,H] of a step to its states; `gradient` is dL/d(noise) after the backward steps. */
export function addedNoise(noise: Float32Array): Emission & { readonly gradient: Float32Array } {
  const gradient = new Float32Array(noise.length);
  return {
    gradient,
    emit: (t, _proposed, state) => {
      for (let i = 0; i < state.length; i++) state[i] += noise[t * state.length + i];
    },
    back: (t, _proposed, d) => gradient.set(d, t * d.length),
    release: () => undefined,
  };
}

/**
 * Samples every state from N(proposed, diag(v)), v = s(proposed V + c) with the logistic function s, by
 * reparameterisation: state = proposed + sqrt(v) noise (Kingma and Welling 2014). V [H,H], c [H]; noise [T,B,H] is
 * standard normal. The variance is below that of the prior, 1: a larger one never pays, and in a recurrence without a
 * bounded activation it would grow without limit.
 */
export class GaussianDraw implements Emission {
  /** [T,B,H] */
  readonly logVariances: Float32Array;
  private readonly product: RecurrentProduct;
  /** dL/d(proposed V + c) */
  private readonly dSums: Float32Array;
  private outerMeans: Float32Array | undefined;
  private outerLogVariances: Float32Array | undefined;

  constructor(
    private readonly sizes: SteppedSizes,
    kernel: Float32Array,
    private readonly bias: Float32Array,
    private readonly noise: Float32Array,
    make: MakeProduct,
  ) {
    this.logVariances = new Float32Array(noise.length);
    this.dSums = new Float32Array(noise.length);
    this.product = make(sizes, kernel, sizes.units);
  }

  emit(t: number, proposed: Float32Array, state: Float32Array): void {
    const { batch, units } = this.sizes;
    const from = t * state.length;
    const own = this.logVariances.subarray(from, from + state.length);
    for (let row = 0; row < batch; row++) own.set(this.bias, row * units);
    this.product.add(proposed, own);
    for (let i = 0; i < state.length; i++) {
      own[i] = logSigmoid(own[i]);
      state[i] += Math.exp(own[i] / 2) * this.noise[from + i];
    }
  }

  /** Takes dL/d(means) and dL/d(log-variances) [T,B,H] from outside the recurrence; `back` adds them. */
  expect(dMeans: Float32Array, dLogVariances: Float32Array): void {
    this.outerMeans = dMeans;
    this.outerLogVariances = dLogVariances;
  }

  back(t: number, _proposed: Float32Array, d: Float32Array): void {
    const { logVariances, dSums, noise, outerMeans, outerLogVariances } = this;
    const from = t * d.length;
    for (let i = 0; i < d.length; i++) {
      const at = from + i;
      const dLogVariance = (outerLogVariances?.[at] ?? 0) + d[i] * 0.5 * Math.exp(logVariances[at] / 2) * noise[at];
      dSums[at] = -Math.expm1(logVariances[at]) * dLogVariance;
      d[i] += outerMeans?.[at] ?? 0;
    }
    this.product.addBack(dSums.subarray(from, from + d.length), d);
  }

  /** Gradients of V and c, after `back` has reached the first step. */
  gradients(proposed: Float32Array): { kernel: Float32Array; bias: Float32Array } {
    return { kernel: this.product.gradient(proposed, this.dSums), bias: columnSums(this.sizes.units, this.dSums) };
  }

  release(): void {
    this.product.release();
  }
}

/** ln s(x), without overflow. */
function logSigmoid(x: number): number {
  return x < 0 ? x - Math.log1p(Math.exp(x)) : -Math.log1p(Math.exp(-x));
}
