import type { MakeProduct, RecurrentProduct } from './products';
import { rateOf, slopeOf, type RateFunction } from './rates';
import type { SteppedCell, SteppedSizes } from './steppedCell';

/** Proposes (1 - a) s + a (driven_t + f(s) W), s the previous state. Gradients in the order: driven, W. */
export class SteppedLeaky implements SteppedCell {
  private readonly product: RecurrentProduct;
  /** f(s_{t-1}), [T,B,H]. */
  private readonly rates: Float32Array;
  /** dL/d(driven_t + f(s) W), [T,B,H]. */
  private readonly dSums: Float32Array;
  private readonly dRates: Float32Array;

  /** @param driven [T,B,H], x_t W_in + b @param matrix W [H,H] */
  constructor(
    sizes: SteppedSizes,
    private readonly driven: Float32Array,
    matrix: Float32Array,
    private readonly leak: number,
    private readonly activation: RateFunction,
    make: MakeProduct,
  ) {
    this.product = make(sizes, matrix, sizes.units);
    this.rates = new Float32Array(driven.length);
    this.dSums = new Float32Array(driven.length);
    this.dRates = new Float32Array(sizes.batch * sizes.units);
  }

  propose(t: number, before: Float32Array, proposed: Float32Array): void {
    const { leak } = this;
    const f = rateOf[this.activation];
    const from = t * proposed.length;
    const rates = this.rates.subarray(from, from + proposed.length);
    for (let i = 0; i < rates.length; i++) rates[i] = f(before[i]);
    proposed.set(this.driven.subarray(from, from + proposed.length));
    // The rates of the zero state before the first step may be other than zero.
    this.product.add(rates, proposed);
    for (let i = 0; i < proposed.length; i++) proposed[i] = (1 - leak) * before[i] + leak * proposed[i];
  }

  back(t: number, _before: Float32Array, dProposed: Float32Array, dBefore: Float32Array): void {
    const { leak, rates, dRates } = this;
    const slope = slopeOf[this.activation];
    const from = t * dProposed.length;
    const d = this.dSums.subarray(from, from + dProposed.length);
    for (let i = 0; i < d.length; i++) d[i] = leak * dProposed[i];
    dRates.fill(0);
    this.product.addBack(d, dRates);
    for (let i = 0; i < d.length; i++) dBefore[i] += (1 - leak) * dProposed[i] + slope(rates[from + i]) * dRates[i];
  }

  gradients(): Float32Array[] {
    return [this.dSums, this.product.gradient(this.rates, this.dSums)];
  }

  release(): void {
    this.product.release();
  }
}
