import { sigmoid } from '../sigmoid';
import { RowNormalization } from './normalization';
import { laggedGradient, type MakeProduct, type RecurrentProduct } from './products';
import type { SteppedCell, SteppedSizes } from './steppedCell';

/** Optional parts of a long short-term memory. */
export interface LSTMVariant {
  /** [3,H]: rows i, f read c_{t-1}, row o reads c_t (Gers and Schmidhuber 2000). */
  readonly peepholes?: Float32Array | undefined;
  /**
   * Gains of the normalised h_{t-1} U [4H] and gain and bias of the normalised c_t [H] (Ba, Kiros and Hinton 2016, eqs.
   * 20 to 22).
   */
  readonly normalization?:
    | {
        readonly recurrentGamma: Float32Array;
        readonly cellGamma: Float32Array;
        readonly cellBeta: Float32Array;
        readonly epsilon: number;
      }
    | undefined;
}

/**
 * z = driven + N(h_{t-1} U) with N the identity or a layer normalisation with gains; i = s(z_i + p_i c_{t-1}), f =
 * s(z_f + p_f c_{t-1}), g = tanh(z_g), c_t = f c_{t-1} + i g, o = s(z_o + p_o c_t); proposes o tanh(N(c_t)). The cell
 * c_t itself is carried on without normalisation. Gradients in the order: driven, recurrent kernel, then those of the
 * variant if present: peepholes, recurrentGamma, cellGamma, cellBeta.
 */
export class SteppedLSTM implements SteppedCell {
  private readonly product: RecurrentProduct;
  private readonly gates: Float32Array;
  private readonly cells: Float32Array;
  private readonly squashed: Float32Array;
  private readonly sums: Float32Array;
  private readonly ofSums: RowNormalization | undefined;
  private readonly ofCells: RowNormalization | undefined;
  private readonly dDriven: Float32Array;
  /** dL/d(h_{t-1} U); the same array as `dDriven` without normalisation. */
  private readonly dSums: Float32Array;
  private readonly dCell: Float32Array;
  /** dL/d(the value inside tanh) of one row. */
  private readonly read: Float32Array;
  private readonly dPeepholes: Float64Array;
  private readonly dRecurrentGamma: Float64Array;
  private readonly dCellGamma: Float64Array;
  private readonly dCellBeta: Float64Array;

  /** @param driven [T,B,4H], x_t W + b, gates i, f, g, o */
  constructor(
    private readonly sizes: SteppedSizes,
    private readonly driven: Float32Array,
    recurrentKernel: Float32Array,
    private readonly variant: LSTMVariant,
    make: MakeProduct,
  ) {
    const { steps, batch, units } = sizes;
    const rows = steps * batch;
    const width = 4 * units;
    this.product = make(sizes, recurrentKernel, width);
    this.gates = new Float32Array(rows * width);
    this.cells = new Float32Array(rows * units);
    this.squashed = new Float32Array(rows * units);
    this.sums = new Float32Array(batch * width);
    const { normalization } = variant;
    this.ofSums = normalization && new RowNormalization(rows, width, normalization.epsilon);
    this.ofCells = normalization && new RowNormalization(rows, units, normalization.epsilon);
    this.dDriven = new Float32Array(rows * width);
    this.dSums = normalization ? new Float32Array(rows * width) : this.dDriven;
    this.dCell = new Float32Array(batch * units);
    this.read = new Float32Array(units);
    this.dPeepholes = new Float64Array(3 * units);
    this.dRecurrentGamma = new Float64Array(width);
    this.dCellGamma = new Float64Array(units);
    this.dCellBeta = new Float64Array(units);
  }

  propose(t: number, before: Float32Array, proposed: Float32Array): void {
    const { batch, units } = this.sizes;
    const width = 4 * units;
    this.sums.fill(0);
    if (t > 0) this.product.add(before, this.sums);
    for (let b = 0; b < batch; b++) {
      const row = t * batch + b;
      this.sumGates(row, b * width);
      this.advance(row, t > 0);
      this.readOut(row, b, proposed);
    }
  }

  back(t: number, _before: Float32Array, dProposed: Float32Array, dBefore: Float32Array): void {
    const { batch, units } = this.sizes;
    const width = 4 * units;
    for (let b = 0; b < batch; b++) {
      const row = t * batch + b;
      this.backThroughCell(row, b, dProposed, t > 0);
      this.backThroughSums(row);
    }
    if (t > 0) this.product.addBack(this.dSums.subarray(t * batch * width, (t + 1) * batch * width), dBefore);
  }

  gradients(states: Float32Array): Float32Array[] {
    const { peepholes, normalization } = this.variant;
    return [
      this.dDriven,
      laggedGradient(this.product, this.sizes, states, this.dSums),
      ...(peepholes ? [Float32Array.from(this.dPeepholes)] : []),
      ...(normalization
        ? [
            Float32Array.from(this.dRecurrentGamma),
            Float32Array.from(this.dCellGamma),
            Float32Array.from(this.dCellBeta),
          ]
        : []),
    ];
  }

  release(): void {
    this.product.release();
  }

  /** The sums of the gates of one row, from `driven` and from the state's sums, which start at `from`. */
  private sumGates(row: number, from: number): void {
    const {
      gates,
      driven,
      sums,
      ofSums,
      variant: { normalization },
    } = this;
    const width = 4 * this.sizes.units;
    const at = row * width;
    if (!ofSums || !normalization) {
      for (let j = 0; j < width; j++) gates[at + j] = driven[at + j] + sums[from + j];
      return;
    }
    ofSums.forward(row, sums, from);
    for (let j = 0; j < width; j++)
      gates[at + j] = driven[at + j] + normalization.recurrentGamma[j] * ofSums.normalized[at + j];
  }

  private advance(row: number, later: boolean): void {
    const { batch, units } = this.sizes;
    const {
      gates,
      cells,
      variant: { peepholes },
    } = this;
    const gate = row * 4 * units;
    const at = row * units;
    for (let j = 0; j < units; j++) {
      const old = later ? cells[at + j - batch * units] : 0;
      const i = sigmoid(gates[gate + j] + (peepholes ? peepholes[j] * old : 0));
      const f = sigmoid(gates[gate + units + j] + (peepholes ? peepholes[units + j] * old : 0));
      const g = Math.tanh(gates[gate + 2 * units + j]);
      const c = f * old + i * g;
      cells[at + j] = c;
      gates[gate + j] = i;
      gates[gate + units + j] = f;
      gates[gate + 2 * units + j] = g;
      gates[gate + 3 * units + j] = sigmoid(
        gates[gate + 3 * units + j] + (peepholes ? peepholes[2 * units + j] * c : 0),
      );
    }
  }

  private readOut(row: number, sequence: number, proposed: Float32Array): void {
    const { units } = this.sizes;
    const {
      gates,
      cells,
      squashed,
      ofCells,
      variant: { normalization },
    } = this;
    const at = row * units;
    ofCells?.forward(row, cells, at);
    for (let j = 0; j < units; j++) {
      const c =
        ofCells && normalization
          ? normalization.cellGamma[j] * ofCells.normalized[at + j] + normalization.cellBeta[j]
          : cells[at + j];
      squashed[at + j] = Math.tanh(c);
      proposed[sequence * units + j] = gates[4 * at + 3 * units + j] * squashed[at + j];
    }
  }

  private backThroughCell(row: number, sequence: number, dProposed: Float32Array, later: boolean): void {
    const { batch, units } = this.sizes;
    const {
      gates,
      cells,
      squashed,
      ofCells,
      dCell,
      dDriven,
      dPeepholes,
      variant: { peepholes, normalization },
    } = this;
    const at = row * units;
    const gate = 4 * at;
    const own = sequence * units;
    const { read } = this;
    for (let j = 0; j < units; j++) {
      const s = squashed[at + j];
      read[j] = dProposed[own + j] * gates[gate + 3 * units + j] * (1 - s * s);
    }
    if (ofCells && normalization) {
      for (let j = 0; j < units; j++) {
        this.dCellGamma[j] += read[j] * ofCells.normalized[at + j];
        this.dCellBeta[j] += read[j];
        read[j] *= normalization.cellGamma[j];
      }
      ofCells.back(row, read, 0);
    }
    for (let j = 0; j < units; j++) {
      const i = gates[gate + j],
        f = gates[gate + units + j],
        g = gates[gate + 2 * units + j],
        o = gates[gate + 3 * units + j];
      const old = later ? cells[at + j - batch * units] : 0;
      const dO = dProposed[own + j] * squashed[at + j] * o * (1 - o);
      const d = dCell[own + j] + read[j] + (peepholes ? peepholes[2 * units + j] * dO : 0);
      const dI = d * g * i * (1 - i);
      const dF = d * old * f * (1 - f);
      dDriven[gate + j] = dI;
      dDriven[gate + units + j] = dF;
      dDriven[gate + 2 * units + j] = d * i * (1 - g * g);
      dDriven[gate + 3 * units + j] = dO;
      dCell[own + j] = d * f;
      if (!peepholes) continue;
      dCell[own + j] += peepholes[j] * dI + peepholes[units + j] * dF;
      dPeepholes[j] += dI * old;
      dPeepholes[units + j] += dF * old;
      dPeepholes[2 * units + j] += dO * cells[at + j];
    }
  }

  private backThroughSums(row: number): void {
    const {
      ofSums,
      dDriven,
      dSums,
      variant: { normalization },
    } = this;
    if (!ofSums || !normalization) return;
    const width = 4 * this.sizes.units;
    const at = row * width;
    for (let j = 0; j < width; j++) {
      this.dRecurrentGamma[j] += dDriven[at + j] * ofSums.normalized[at + j];
      dSums[at + j] = dDriven[at + j] * normalization.recurrentGamma[j];
    }
    ofSums.back(row, dSums, at);
  }
}
