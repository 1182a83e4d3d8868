import type { BackwardPlaces } from './cell';
import type { Frames } from './frames';
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

  protected override candidateFactors(kept: number): [Frames, Frames] {
    return [this.stateFrames(kept), this.extraFrames(kept)];
  }

  protected override biasGradient(program: Program, kept: number, target: number, partial: number): void {
    super.biasGradient(program, kept, target, partial);
    if (this.hasBias)
      program.sumFrames(
        this.extraFrames(kept),
        this.sizes.steps,
        this.biasOffset(target) + 3 * this.sizes.units * 4,
        partial,
      );
  }
}
