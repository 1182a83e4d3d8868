import { sigmoid } from '../sigmoid';
import { laggedGradient, type MakeProduct, type RecurrentProduct } from './products';
import type { SteppedCell, SteppedSizes } from './steppedCell';

/**
 * Gates z, r = s(driven + h_{t-1} U), candidate g = tanh(driven_g + (r h_{t-1}) U_g); proposes z h_{t-1} + (1 - z) g.
 * Gradients in the order: driven, recurrent kernel.
 */
export class SteppedGRU implements SteppedCell {
  private readonly gateProduct: RecurrentProduct;
  private readonly candidateProduct: RecurrentProduct;
  /** z and r, [T,B,2H]. */
  private readonly gates: Float32Array;
  private readonly candidates: Float32Array;
  /** r h_{t-1} */
  private readonly resets: Float32Array;
  private readonly dGates: Float32Array;
  private readonly dCandidates: Float32Array;
  private readonly dResets: Float32Array;
  /** Index of the gate z, among the gates [B,2H], for each element of a state [B,H]; r follows H later. */
  private readonly gateAt: Int32Array;

  /** @param driven [T,B,3H], x_t W + b, gates z, r, g */
  constructor(
    private readonly sizes: SteppedSizes,
    driven: Float32Array,
    recurrentKernel: Float32Array,
    make: MakeProduct,
  ) {
    const { steps, batch, units } = sizes;
    const size = steps * batch * units;
    this.gateProduct = make(sizes, columnsOf(recurrentKernel, 3 * units, 0, 2 * units), 2 * units);
    this.candidateProduct = make(sizes, columnsOf(recurrentKernel, 3 * units, 2 * units, units), units);
    this.gates = columnsOf(driven, 3 * units, 0, 2 * units);
    this.candidates = columnsOf(driven, 3 * units, 2 * units, units);
    this.resets = new Float32Array(size);
    this.dGates = new Float32Array(2 * size);
    this.dCandidates = new Float32Array(size);
    this.dResets = new Float32Array(batch * units);
    this.gateAt = Int32Array.from({ length: batch * units }, (_, i) => i + Math.floor(i / units) * units);
  }

  propose(t: number, before: Float32Array, proposed: Float32Array): void {
    const { gates, candidates, resets } = this.at(t);
    const { gateAt } = this;
    const { units } = this.sizes;
    if (t > 0) this.gateProduct.add(before, gates);
    for (let i = 0; i < gates.length; i++) gates[i] = sigmoid(gates[i]);
    for (let i = 0; i < resets.length; i++) resets[i] = gates[gateAt[i] + units] * before[i];
    if (t > 0) this.candidateProduct.add(resets, candidates);
    for (let i = 0; i < proposed.length; i++) {
      const z = gates[gateAt[i]];
      const g = Math.tanh(candidates[i]);
      candidates[i] = g;
      proposed[i] = z * before[i] + (1 - z) * g;
    }
  }

  back(t: number, before: Float32Array, dProposed: Float32Array, dBefore: Float32Array): void {
    const { gates, candidates, dGates, dCandidates } = this.at(t);
    const { gateAt } = this;
    const { units } = this.sizes;
    for (let i = 0; i < dProposed.length; i++) {
      const gate = gateAt[i];
      const z = gates[gate],
        g = candidates[i];
      dGates[gate] = dProposed[i] * (before[i] - g) * z * (1 - z);
      dCandidates[i] = dProposed[i] * (1 - z) * (1 - g * g);
      dBefore[i] += dProposed[i] * z;
    }
    // The state before the first step is zero, so r and all earlier steps have no gradient here.
    if (t === 0) return;
    const { dResets } = this;
    dResets.fill(0);
    this.candidateProduct.addBack(dCandidates, dResets);
    for (let i = 0; i < dResets.length; i++) {
      const gate = gateAt[i] + units;
      const r = gates[gate];
      dGates[gate] = dResets[i] * before[i] * r * (1 - r);
      dBefore[i] += dResets[i] * r;
    }
    this.gateProduct.addBack(dGates, dBefore);
  }

  gradients(states: Float32Array): Float32Array[] {
    const { units } = this.sizes;
    const candidateKernel = this.candidateProduct.gradient(this.resets, this.dCandidates);
    return [
      sideBySide(this.dGates, 2 * units, this.dCandidates, units),
      sideBySide(laggedGradient(this.gateProduct, this.sizes, states, this.dGates), 2 * units, candidateKernel, units),
    ];
  }

  release(): void {
    this.gateProduct.release();
    this.candidateProduct.release();
  }

  /** The parts of all arrays that belong to step t. */
  private at(t: number): Record<'gates' | 'candidates' | 'resets' | 'dGates' | 'dCandidates', Float32Array> {
    const size = this.sizes.batch * this.sizes.units;
    const single = (values: Float32Array): Float32Array => values.subarray(t * size, (t + 1) * size);
    const double = (values: Float32Array): Float32Array => values.subarray(2 * t * size, 2 * (t + 1) * size);
    return {
      gates: double(this.gates),
      candidates: single(this.candidates),
      resets: single(this.resets),
      dGates: double(this.dGates),
      dCandidates: single(this.dCandidates),
    };
  }
}

/** A copy of some columns of a row-major matrix of the given width. */
function columnsOf(values: Float32Array, width: number, from: number, columns: number): Float32Array {
  const result = new Float32Array((values.length / width) * columns);
  for (let row = 0, at = 0; at < values.length; row++, at += width)
    result.set(values.subarray(at + from, at + from + columns), row * columns);
  return result;
}

function sideBySide(left: Float32Array, leftWidth: number, right: Float32Array, rightWidth: number): Float32Array {
  const result = new Float32Array(left.length + right.length);
  for (let row = 0; row * leftWidth < left.length; row++) {
    const at = row * (leftWidth + rightWidth);
    result.set(left.subarray(row * leftWidth, (row + 1) * leftWidth), at);
    result.set(right.subarray(row * rightWidth, (row + 1) * rightWidth), at + leftWidth);
  }
  return result;
}
