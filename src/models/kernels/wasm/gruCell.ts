import { Cell, type BackwardPlaces } from './cell';
import { featuresOf, framesAt, type Frames } from './frames';
import { type Program } from './program';

/**
 * Keeps the gates and the reset states r h. The candidate's columns are packed separately, because their inputs are x
 * and r h.
 */
export class GRUCell extends Cell {
  protected readonly gates = 3;

  protected get extraCount(): number {
    return this.sizes.steps * this.stateCount;
  }

  packForward(program: Program, weights: number, packed: number): void {
    const { inputs, units } = this.sizes;
    const stride = this.columns * 4;
    this.packStacked(program, weights, packed, 2 * units);
    program.pack(weights + 2 * units * 4, stride, 4, inputs, units, this.candidateInput(packed), 0, inputs);
    program.pack(
      this.recurrentOffset(weights) + 2 * units * 4,
      stride,
      4,
      units,
      units,
      this.candidateState(packed),
      0,
      units,
    );
  }

  forward(program: Program, kept: number, weights: number, packed: number): void {
    program.zero(this.stateFrames(kept), 1);
    program.gruForward(
      packed,
      this.candidateInput(packed),
      this.candidateState(packed),
      this.biasPlace(weights),
      kept,
      this.gateFrames(kept).offset,
      this.extraOffset(kept),
      ...this.shape,
    );
  }

  packBackward(program: Program, weights: number, packed: number, input: boolean): void {
    const { units } = this.sizes;
    const places = this.packedBackward(packed);
    this.packRecurrent(program, weights, places.state, 0, 2 * units);
    this.packRecurrent(program, weights, places.candidate, 2 * units, units);
    if (input) this.packInput(program, weights, places.input);
  }

  backward(
    program: Program,
    kept: number,
    packed: number,
    { outer, inner, state, zeros }: BackwardPlaces,
    input: boolean,
  ): void {
    const places = this.packedBackward(packed);
    program.gruBackward(
      input ? places.input : 0,
      places.state,
      places.candidate,
      zeros,
      outer,
      kept,
      this.gateFrames(kept).offset,
      inner,
      state,
      ...this.shape,
    );
  }

  override gradients(
    program: Program,
    kept: number,
    target: number,
    partial: number,
    scratch: number,
    scratchBytes: number,
  ): void {
    const { steps, units } = this.sizes;
    const outer = (a: Frames, z: Frames, at: number): void =>
      program.outer(a, z, steps, at, partial, this.columns * 4, scratch, scratchBytes);
    const gates = this.gateFrames(kept);
    const recurrent = this.recurrentOffset(target);
    outer(this.inputFrames(kept), gates, target);
    outer(this.stateFrames(kept), featuresOf(gates, 0, 2 * units), recurrent);
    outer(...this.candidateFactors(kept), recurrent + 2 * units * 4);
    this.biasGradient(program, kept, target, partial);
  }

  /** What the candidate's recurrent weights multiply, and the gradient of its products. */
  protected candidateFactors(kept: number): [Frames, Frames] {
    const { units } = this.sizes;
    return [this.extraFrames(kept), featuresOf(this.gateFrames(kept), 2 * units, units)];
  }

  protected extraFrames(kept: number): Frames {
    return framesAt(this.extraOffset(kept), this.sizes.blocks, this.sizes.units);
  }

  protected candidateInput(packed: number): number {
    return packed + this.width * 2 * this.sizes.units * 4;
  }

  protected candidateState(packed: number): number {
    return this.candidateInput(packed) + this.sizes.inputs * this.sizes.units * 4;
  }

  protected packedBackward(packed: number): { state: number; candidate: number; input: number } {
    const { units } = this.sizes;
    const candidate = packed + 2 * units * units * 4;
    return { state: packed, candidate, input: candidate + units * units * 4 };
  }
}
