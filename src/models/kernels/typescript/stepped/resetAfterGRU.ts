import { columnSums } from '../gemm';
import { sigmoid } from '../sigmoid';
import { laggedGradient, type MakeProduct, type RecurrentProduct } from './products';
import type { SteppedCell, SteppedSizes } from './steppedCell';

/**
 * Gates z, r = s(driven + h_{t-1} U), candidate g = tanh(driven_g + r (h_{t-1} U_g + c)); proposes z h_{t-1} + (1 - z)
 * g. Gradients in the order: driven, recurrent kernel, c.
 */
export class SteppedResetAfterGRU implements SteppedCell {
  private readonly product: RecurrentProduct;
  /** z, r and g, [T,B,3H]. */
  private readonly gates: Float32Array;
  /** h_{t-1} U_g + c, [T,B,H]. */
  private readonly products: Float32Array;
  private readonly ofState: Float32Array;
  /** Gradients of the driven sums and of the products with the state, [T,B,3H]: they differ in the candidate. */
  private readonly dDriven: Float32Array;
  private readonly dProducts: Float32Array;

  /** @param driven [T,B,3H], x_t W + b, gates z, r, g @param stateBias c [H] */
  constructor(
    private readonly sizes: SteppedSizes,
    private readonly driven: Float32Array,
    recurrentKernel: Float32Array,
    private readonly stateBias: Float32Array,
    make: MakeProduct,
  ) {
    const { steps, batch, units } = sizes;
    this.product = make(sizes, recurrentKernel, 3 * units);
    this.gates = new Float32Array(driven.length);
    this.products = new Float32Array(steps * batch * units);
    this.ofState = new Float32Array(batch * 3 * units);
    this.dDriven = new Float32Array(driven.length);
    this.dProducts = new Float32Array(driven.length);
  }

  propose(t: number, before: Float32Array, proposed: Float32Array): void {
    const { driven, gates, products, ofState, stateBias } = this;
    const { batch, units } = this.sizes;
    ofState.fill(0);
    if (t > 0) this.product.add(before, ofState);
    for (let b = 0, i = 0, own = 0; b < batch; b++, own += 3 * units) {
      for (let j = 0; j < units; j++, i++) {
        const at = own + j;
        const from = t * ofState.length + at;
        const z = sigmoid(driven[from] + ofState[at]);
        const r = sigmoid(driven[from + units] + ofState[at + units]);
        const q = ofState[at + 2 * units] + stateBias[j];
        const g = Math.tanh(driven[from + 2 * units] + r * q);
        gates[from] = z;
        gates[from + units] = r;
        gates[from + 2 * units] = g;
        products[t * proposed.length + i] = q;
        proposed[i] = z * before[i] + (1 - z) * g;
      }
    }
  }

  back(t: number, before: Float32Array, dProposed: Float32Array, dBefore: Float32Array): void {
    const { gates, products, dDriven, dProducts } = this;
    const { batch, units } = this.sizes;
    const width = batch * 3 * units;
    for (let b = 0, i = 0, at = t * width; b < batch; b++, at += 3 * units) {
      for (let j = 0; j < units; j++, i++) {
        const [z, r, g] = [gates[at + j], gates[at + j + units], gates[at + j + 2 * units]];
        const dSum = dProposed[i] * (1 - z) * (1 - g * g);
        dDriven[at + j] = dProposed[i] * (before[i] - g) * z * (1 - z);
        dDriven[at + j + units] = dSum * products[t * dProposed.length + i] * r * (1 - r);
        dDriven[at + j + 2 * units] = dSum;
        dProducts[at + j] = dDriven[at + j];
        dProducts[at + j + units] = dDriven[at + j + units];
        dProducts[at + j + 2 * units] = dSum * r;
        dBefore[i] += dProposed[i] * z;
      }
    }
    if (t > 0) this.product.addBack(dProducts.subarray(t * width, (t + 1) * width), dBefore);
  }

  gradients(states: Float32Array): Float32Array[] {
    const { units } = this.sizes;
    return [
      this.dDriven,
      laggedGradient(this.product, this.sizes, states, this.dProducts),
      columnSums(3 * units, this.dProducts).slice(2 * units),
    ];
  }

  release(): void {
    this.product.release();
  }
}
