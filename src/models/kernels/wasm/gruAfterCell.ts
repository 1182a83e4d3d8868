import type { BackwardPlaces } from './cell';
import { featuresOf, framesAt, type Frames } from './frames';
import { GRUCell } from './gruCell';
import { type Program } from './program';

/**
 * The GRU that resets after the product. Keeps the gates and the candidate's products with the state, which become
 * their own gradients. Its bias has 4H values: that of the products comes last.
 */
export class GRUAfterCell extends GRUCell {
  override get biasCount(): number {
    return 4 * this.sizes.units;
  }

  override forward(program: Program, kept: number, weights: number, packed: number): void {
    program.zero(this.stateFrames(kept), 1);
    program.gruAfterForward(
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

  override backward(
    program: Program,
    kept: number,
    packed: number,
    { outer, inner, zeros }: BackwardPlaces,
    input: boolean,
  ): void {
    const places = this.packedBackward(packed);
    program.gruAfterBackward(
      input ? places.input : 0,
      places.state,
      places.candidate,
      zeros,
      outer,
      kept,
      this.gateFrames(kept).offset,
      inner,
      this.extraOffset(kept),
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
    outer(this.stateFrames(kept), this.productFrames(kept), recurrent + 2 * units * 4);
    this.biasGradient(program, kept, target, partial);
  }

  protected override biasGradient(program: Program, kept: number, target: number, partial: number): void {
    super.biasGradient(program, kept, target, partial);
    if (this.hasBias)
      program.sumFrames(
        this.productFrames(kept),
        this.sizes.steps,
        this.biasOffset(target) + 3 * this.sizes.units * 4,
        partial,
      );
  }

  private productFrames(kept: number): Frames {
    return framesAt(this.extraOffset(kept), this.sizes.blocks, this.sizes.units);
  }
}
