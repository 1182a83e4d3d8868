import type { RecurrentActivation } from '../../cellTypes';
import { laggedGradient, type MakeProduct, type RecurrentProduct } from './products';
import type { SteppedCell, SteppedSizes } from './steppedCell';

/** Proposes (1 - a) h_{t-1} + a f(driven_t + h_{t-1} U). Gradients in the order: driven, recurrent kernel. */
export class SteppedSimpleRNN implements SteppedCell {
  private readonly product: RecurrentProduct;
  private readonly outputs: Float32Array;
  private readonly dSums: Float32Array;

  /** @param driven [T,B,H], x_t W + b @param leak a */
  constructor(
    private readonly sizes: SteppedSizes,
    private readonly driven: Float32Array,
    recurrentKernel: Float32Array,
    private readonly activation: RecurrentActivation,
    make: MakeProduct,
    private readonly leak = 1,
  ) {
    this.product = make(sizes, recurrentKernel, sizes.units);
    this.outputs = new Float32Array(driven.length);
    this.dSums = new Float32Array(driven.length);
  }

  propose(t: number, before: Float32Array, proposed: Float32Array): void {
    const { activation } = this;
    const from = t * proposed.length;
    proposed.set(this.driven.subarray(from, from + proposed.length));
    if (t > 0) this.product.add(before, proposed);
    if (activation === 'tanh') for (let i = 0; i < proposed.length; i++) proposed[i] = Math.tanh(proposed[i]);
    else if (activation === 'relu') for (let i = 0; i < proposed.length; i++) proposed[i] = Math.max(0, proposed[i]);
    this.outputs.set(proposed, from);
    const { leak } = this;
    if (leak < 1) for (let i = 0; i < proposed.length; i++) proposed[i] = (1 - leak) * before[i] + leak * proposed[i];
  }

  back(t: number, _before: Float32Array, dProposed: Float32Array, dBefore: Float32Array): void {
    const { activation, outputs, leak } = this;
    const from = t * dProposed.length;
    const d = this.dSums.subarray(from, from + dProposed.length);
    d.set(dProposed);
    if (leak < 1) {
      for (let i = 0; i < d.length; i++) {
        d[i] *= leak;
        dBefore[i] += (1 - leak) * dProposed[i];
      }
    }
    if (activation === 'tanh') for (let i = 0; i < d.length; i++) d[i] *= 1 - outputs[from + i] * outputs[from + i];
    else if (activation === 'relu') for (let i = 0; i < d.length; i++) if (outputs[from + i] <= 0) d[i] = 0;
    if (t > 0) this.product.addBack(d, dBefore);
  }

  gradients(states: Float32Array): Float32Array[] {
    return [this.dSums, laggedGradient(this.product, this.sizes, states, this.dSums)];
  }

  release(): void {
    this.product.release();
  }
}
