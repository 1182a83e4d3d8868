import { featuresOf, framesAt, type Frames } from './frames';
import { type Program } from './program';

/** Sizes of a recurrent layer in a run: steps T, rows B in `blocks` of 8, inputs D, units H. */
export interface CellSizes {
  readonly steps: number;
  readonly rows: number;
  readonly blocks: number;
  readonly inputs: number;
  readonly units: number;
}

/** Offsets of what the backward pass reads and writes, in addition to what the forward pass kept; bytes. */
export interface BackwardPlaces {
  /** dL/dh_t from above, [T][blocks][H][8]. */
  readonly outer: number;
  /** dL/dx_t and dL/dh_{t-1}, [T+1][blocks][D+H][8]; the last frame's state half is zero or dL/dh_T from elsewhere. */
  readonly inner: number;
  /** One state per block, initially zero. */
  readonly state: number;
  /** At least max(D, H) zeros. */
  readonly zeros: number;
}

/**
 * A recurrent layer's part of a program. Its weights, and their gradient, are one row-major vector: kernel, recurrent
 * kernel, bias in Keras's shapes and gate order. The memory kept by the forward pass starts with the inputs,
 * [T+1][blocks] frames of [x_t | h_{t-1}].
 */
export abstract class Cell {
  /** Columns of the weights per unit. */
  protected abstract readonly gates: number;

  /** @param zeros place of as many zeros as a bias has values, for a layer without a bias; 0 if it has one */
  constructor(
    readonly sizes: CellSizes,
    private readonly zeros = 0,
  ) {}

  protected get hasBias(): boolean {
    return this.zeros === 0;
  }

  get columns(): number {
    return this.gates * this.sizes.units;
  }

  /** Number of weights. */
  get weightCount(): number {
    return this.width * this.columns + (this.hasBias ? this.biasCount : 0);
  }

  /** Number of values in a bias. */
  get biasCount(): number {
    return this.columns;
  }

  /** Number of packed weights, forward or backward. */
  get packedCount(): number {
    return this.width * this.columns;
  }

  /** Number of values kept from the forward to the backward pass. */
  get keptCount(): number {
    return this.inputsCount + this.sizes.steps * this.sizes.blocks * 8 * this.columns + this.extraCount;
  }

  /** Number of values in BackwardPlaces.inner; equal to that of the kept inputs. */
  get inputsCount(): number {
    return (this.sizes.steps + 1) * this.sizes.blocks * 8 * this.width;
  }

  /** Number of values in one state of all rows. */
  get stateCount(): number {
    return this.sizes.blocks * 8 * this.sizes.units;
  }

  /** Multiplications and additions of a forward pass; a backward pass takes twice as many. */
  get work(): number {
    return 2 * this.sizes.steps * this.sizes.rows * this.weightCount;
  }

  /** Frames of x_t, which the caller fills. */
  inputFrames(kept: number): Frames {
    return featuresOf(framesAt(kept, this.sizes.blocks, this.width), 0, this.sizes.inputs);
  }

  /** Frames of h_{t-1} from t = 0 on: one more than steps. */
  stateFrames(kept: number): Frames {
    return featuresOf(framesAt(kept, this.sizes.blocks, this.width), this.sizes.inputs, this.sizes.units);
  }

  /** Frames of h_t from t = 0 on. */
  outputFrames(kept: number): Frames {
    const states = this.stateFrames(kept);
    return { ...states, offset: states.offset + states.time };
  }

  /** Frames of the gates; after the backward pass, of the gradients of their sums. */
  protected gateFrames(kept: number): Frames {
    return framesAt(kept + this.inputsCount * 4, this.sizes.blocks, this.columns);
  }

  protected extraOffset(kept: number): number {
    return this.gateFrames(kept).offset + this.sizes.steps * this.gateFrames(kept).time;
  }

  /** Packs the weights for `forward`; a barrier must follow. */
  abstract packForward(program: Program, weights: number, packed: number): void;
  /** h_1 ... h_T from the inputs and a state of zero. */
  abstract forward(program: Program, kept: number, weights: number, packed: number): void;
  /** Packs the weights for `backward`; a barrier must follow. */
  abstract packBackward(program: Program, weights: number, packed: number, input: boolean): void;
  /**
   * Backpropagation through time: replaces the kept gates by dL/d(their sums). Without `input`, dL/dx_t is left out.
   */
  abstract backward(program: Program, kept: number, packed: number, places: BackwardPlaces, input: boolean): void;
  /**
   * Each thread's share of the weights' gradient, after `backward`; the shares are `partial` bytes apart. This one is
   * for cells whose columns all have the same inputs.
   */
  gradients(
    program: Program,
    kept: number,
    target: number,
    partial: number,
    scratch: number,
    scratchBytes: number,
  ): void {
    const { steps, blocks } = this.sizes;
    const gates = this.gateFrames(kept);
    program.outer(
      framesAt(kept, blocks, this.width),
      gates,
      steps,
      target,
      partial,
      this.columns * 4,
      scratch,
      scratchBytes,
    );
    this.biasGradient(program, kept, target, partial);
  }

  protected biasGradient(program: Program, kept: number, target: number, partial: number): void {
    if (this.hasBias) program.sumFrames(this.gateFrames(kept), this.sizes.steps, this.biasOffset(target), partial);
  }

  /** Where the packed kernel of the input stands, behind that of the state. */
  protected packedInput(packed: number): number {
    return packed + this.sizes.units * this.columns * 4;
  }

  /** Number of values kept in addition to the inputs and gates. */
  protected abstract readonly extraCount: number;

  protected get width(): number {
    return this.sizes.inputs + this.sizes.units;
  }

  protected recurrentOffset(weights: number): number {
    return weights + this.sizes.inputs * this.columns * 4;
  }

  /** Where the forward pass reads the bias. */
  protected biasPlace(weights: number): number {
    return this.hasBias ? this.biasOffset(weights) : this.zeros;
  }

  protected biasOffset(weights: number): number {
    return weights + this.width * this.columns * 4;
  }

  /** Packs kernel and recurrent kernel as one matrix, the kernel's rows first. */
  protected packStacked(program: Program, weights: number, packed: number, columns: number): void {
    const { inputs, units } = this.sizes;
    const stride = this.columns * 4;
    program.pack(weights, stride, 4, inputs, columns, packed, 0, this.width);
    program.pack(this.recurrentOffset(weights), stride, 4, units, columns, packed, inputs, this.width);
  }

  /** The transposed kernel. */
  protected packInput(program: Program, weights: number, packed: number): void {
    program.pack(weights, 4, this.columns * 4, this.columns, this.sizes.inputs, packed, 0, this.columns);
  }

  /** Some columns of the recurrent kernel, transposed. */
  protected packRecurrent(program: Program, weights: number, packed: number, from: number, columns: number): void {
    program.pack(
      this.recurrentOffset(weights) + from * 4,
      4,
      this.columns * 4,
      columns,
      this.sizes.units,
      packed,
      0,
      columns,
    );
  }

  protected get shape(): [steps: number, inputs: number, units: number] {
    return [this.sizes.steps, this.sizes.inputs, this.sizes.units];
  }
}
