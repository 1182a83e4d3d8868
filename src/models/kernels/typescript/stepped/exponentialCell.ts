import { logSigmoid, sigmoid } from '../sigmoid';
import { laggedGradient, type MakeProduct, type RecurrentProduct } from './products';
import type { SteppedCell, SteppedSizes } from './steppedCell';

/**
 * Sums of z, i, f, o from driven + h_{t-1} R; i = exp(.), f = s(.); c_t = f c_{t-1} + i tanh(z), n_t = f n_{t-1} + i;
 * proposes s(o) c_t / n_t (Beck et al. 2024, eqs. 8 to 17). c and n are kept divided by exp(m_t), m_t = max(ln f +
 * m_{t-1}, ln i), as in its eqs. 15 to 17, which changes neither their ratio nor its gradients. Gradients in the order:
 * driven, R.
 */
export class SteppedExponential implements SteppedCell {
  private readonly product: RecurrentProduct;
  /** tanh(z), i and f divided by what c and n are, and s(o), [T,B,4H]. */
  private readonly gates: Float32Array;
  private readonly cells: Float32Array;
  private readonly norms: Float32Array;
  private readonly most: Float32Array;
  private readonly sums: Float32Array;
  private readonly dDriven: Float32Array;
  private readonly dCell: Float32Array;
  private readonly dNorm: Float32Array;

  /** @param driven [T,B,4H], x_t W + b, in the order z, i, f, o @param matrix R [H,4H] */
  constructor(
    private readonly sizes: SteppedSizes,
    private readonly driven: Float32Array,
    matrix: Float32Array,
    make: MakeProduct,
  ) {
    const { steps, batch, units } = sizes;
    const size = batch * units;
    this.product = make(sizes, matrix, 4 * units);
    this.gates = new Float32Array(4 * steps * size);
    this.cells = new Float32Array(steps * size);
    this.norms = new Float32Array(steps * size);
    this.most = new Float32Array(size);
    this.sums = new Float32Array(4 * size);
    this.dDriven = new Float32Array(4 * steps * size);
    this.dCell = new Float32Array(size);
    this.dNorm = new Float32Array(size);
  }

  propose(t: number, before: Float32Array, proposed: Float32Array): void {
    const { gates, cells, norms, most, sums, driven } = this;
    const { units } = this.sizes;
    const size = proposed.length;
    sums.set(driven.subarray(4 * t * size, 4 * (t + 1) * size));
    if (t > 0) this.product.add(before, sums);
    for (let own = 0; own < size; own++) {
      const at = t * size + own;
      const first = 4 * own - 3 * (own % units);
      const gate = 4 * t * size + first;
      const kept = t > 0 ? logSigmoid(sums[first + 2 * units]) + most[own] : -Infinity;
      const written = sums[first + units];
      const top = Math.max(kept, written);
      const z = (gates[gate] = Math.tanh(sums[first]));
      const i = (gates[gate + units] = Math.exp(written - top));
      const f = (gates[gate + 2 * units] = Math.exp(kept - top));
      const o = (gates[gate + 3 * units] = sigmoid(sums[first + 3 * units]));
      cells[at] = i * z + (t > 0 ? f * cells[at - size] : 0);
      norms[at] = i + (t > 0 ? f * norms[at - size] : 0);
      most[own] = top;
      proposed[own] = (o * cells[at]) / norms[at];
      // The slope of ln f is 1 - s(f): kept in place of the sum.
      this.dDriven[gate + 2 * units] = sigmoid(-sums[first + 2 * units]);
    }
  }

  back(t: number, _before: Float32Array, dProposed: Float32Array, dBefore: Float32Array): void {
    const { gates, cells, norms, dDriven, dCell, dNorm } = this;
    const { units } = this.sizes;
    const size = dProposed.length;
    for (let own = 0; own < size; own++) {
      const at = t * size + own;
      const gate = 4 * t * size + 4 * own - 3 * (own % units);
      const [z, i, f, o] = [gates[gate], gates[gate + units], gates[gate + 2 * units], gates[gate + 3 * units]];
      const ratio = cells[at] / norms[at];
      const dRatio = dProposed[own] * o;
      const dC = dCell[own] + dRatio / norms[at];
      const dN = dNorm[own] - (dRatio * ratio) / norms[at];
      dDriven[gate] = dC * i * (1 - z * z);
      dDriven[gate + units] = i * (dC * z + dN);
      dDriven[gate + 2 * units] *= t > 0 ? f * (dC * cells[at - size] + dN * norms[at - size]) : 0;
      dDriven[gate + 3 * units] = dProposed[own] * ratio * o * (1 - o);
      dCell[own] = dC * f;
      dNorm[own] = dN * f;
    }
    if (t > 0) this.product.addBack(dDriven.subarray(4 * t * size, 4 * (t + 1) * size), dBefore);
  }

  gradients(states: Float32Array): Float32Array[] {
    return [this.dDriven, laggedGradient(this.product, this.sizes, states, this.dDriven)];
  }

  release(): void {
    this.product.release();
  }
}
