import type { RecurrentActivation } from '../../cellTypes';
import type { SteppedCell } from './steppedCell';

/** Proposes a_t h_{t-1} + b_t; a and b [T,B,H]. Gradients in the order: a, b. */
export class SteppedLinear implements SteppedCell {
  private readonly da: Float32Array;
  private readonly db: Float32Array;

  constructor(
    private readonly a: Float32Array,
    private readonly b: Float32Array,
  ) {
    this.da = new Float32Array(a.length);
    this.db = new Float32Array(b.length);
  }

  propose(t: number, before: Float32Array, proposed: Float32Array): void {
    const from = t * proposed.length;
    for (let i = 0; i < proposed.length; i++) proposed[i] = this.a[from + i] * before[i] + this.b[from + i];
  }

  back(t: number, before: Float32Array, dProposed: Float32Array, dBefore: Float32Array): void {
    const from = t * dProposed.length;
    this.db.set(dProposed, from);
    for (let i = 0; i < dProposed.length; i++) {
      this.da[from + i] = dProposed[i] * before[i];
      dBefore[i] += dProposed[i] * this.a[from + i];
    }
  }

  gradients(): Float32Array[] {
    return [this.da, this.db];
  }

  release(): void {
    // Nothing to free.
  }
}

/** Proposes f(driven_t + u h_{t-1}), each unit separately; driven [T,B,H], u [H]. Gradients in the order: driven, u. */
export class SteppedIndependent implements SteppedCell {
  private readonly outputs: Float32Array;
  private readonly dSums: Float32Array;
  private readonly du: Float64Array;

  constructor(
    private readonly driven: Float32Array,
    private readonly u: Float32Array,
    private readonly activation: RecurrentActivation,
  ) {
    this.outputs = new Float32Array(driven.length);
    this.dSums = new Float32Array(driven.length);
    this.du = new Float64Array(u.length);
  }

  propose(t: number, before: Float32Array, proposed: Float32Array): void {
    const { driven, u, activation } = this;
    const from = t * proposed.length;
    for (let i = 0; i < proposed.length; i++) {
      const sum = driven[from + i] + u[i % u.length] * before[i];
      proposed[i] = activation === 'tanh' ? Math.tanh(sum) : activation === 'relu' ? Math.max(0, sum) : sum;
    }
    this.outputs.set(proposed, from);
  }

  back(t: number, before: Float32Array, dProposed: Float32Array, dBefore: Float32Array): void {
    const { u, du, dSums, outputs, activation } = this;
    const from = t * dProposed.length;
    for (let i = 0; i < dProposed.length; i++) {
      const y = outputs[from + i];
      const slope = activation === 'tanh' ? 1 - y * y : activation === 'relu' && y <= 0 ? 0 : 1;
      const d = dProposed[i] * slope;
      dSums[from + i] = d;
      du[i % u.length] += d * before[i];
      dBefore[i] += d * u[i % u.length];
    }
  }

  gradients(): Float32Array[] {
    return [this.dSums, Float32Array.from(this.du)];
  }

  release(): void {
    // Nothing to free.
  }
}

/**
 * Proposes lambda h_{t-1} + b_t over complex numbers, real parts first: lambda [2N], b [T,B,2N]. Gradients in the
 * order: lambda, b.
 */
export class SteppedComplex implements SteppedCell {
  private readonly db: Float32Array;
  private readonly dLambda: Float64Array;

  constructor(
    private readonly lambda: Float32Array,
    private readonly b: Float32Array,
  ) {
    this.db = new Float32Array(b.length);
    this.dLambda = new Float64Array(lambda.length);
  }

  propose(t: number, before: Float32Array, proposed: Float32Array): void {
    const { lambda } = this;
    const half = lambda.length / 2;
    proposed.set(this.b.subarray(t * proposed.length, (t + 1) * proposed.length));
    for (let row = 0; row < proposed.length; row += 2 * half) {
      for (let j = 0; j < half; j++) {
        const re = row + j,
          im = re + half;
        proposed[re] += lambda[j] * before[re] - lambda[half + j] * before[im];
        proposed[im] += lambda[j] * before[im] + lambda[half + j] * before[re];
      }
    }
  }

  back(t: number, before: Float32Array, dProposed: Float32Array, dBefore: Float32Array): void {
    const { lambda, dLambda } = this;
    const half = lambda.length / 2;
    this.db.set(dProposed, t * dProposed.length);
    for (let row = 0; row < dProposed.length; row += 2 * half) {
      for (let j = 0; j < half; j++) {
        const re = row + j,
          im = re + half;
        dLambda[j] += dProposed[re] * before[re] + dProposed[im] * before[im];
        dLambda[half + j] += dProposed[im] * before[re] - dProposed[re] * before[im];
        dBefore[re] += lambda[j] * dProposed[re] + lambda[half + j] * dProposed[im];
        dBefore[im] += lambda[j] * dProposed[im] - lambda[half + j] * dProposed[re];
      }
    }
  }

  gradients(): Float32Array[] {
    return [Float32Array.from(this.dLambda), this.db];
  }

  release(): void {
    // Nothing to free.
  }
}
