import { Cell, type BackwardPlaces } from './cell';
import type { Program } from './program';

/** Keeps the gates, T + 1 cell states, and tanh of T of them. */
export class LSTMCell extends Cell {
  protected readonly gates = 4;

  protected get extraCount(): number {
    return (2 * this.sizes.steps + 1) * this.stateCount;
  }

  packForward(program: Program, weights: number, packed: number): void {
    this.packStacked(program, weights, packed, this.columns);
  }

  forward(program: Program, kept: number, weights: number, packed: number): void {
    const { units } = this.sizes;
    program.zero(this.stateFrames(kept), 1);
    program.zero({ offset: this.extraOffset(kept), time: 0, block: units * 32, features: units }, 1);
    program.lstmForward(
      packed,
      this.biasPlace(weights),
      kept,
      this.gateFrames(kept).offset,
      ...this.cellOffsets(kept),
      ...this.shape,
    );
  }

  packBackward(program: Program, weights: number, packed: number, input: boolean): void {
    this.packRecurrent(program, weights, packed, 0, this.columns);
    if (input) this.packInput(program, weights, this.packedInput(packed));
  }

  backward(
    program: Program,
    kept: number,
    packed: number,
    { outer, inner, state, zeros }: BackwardPlaces,
    input: boolean,
  ): void {
    program.lstmBackward(
      input ? this.packedInput(packed) : 0,
      packed,
      zeros,
      outer,
      this.gateFrames(kept).offset,
      ...this.cellOffsets(kept),
      inner,
      state,
      ...this.shape,
    );
  }

  private cellOffsets(kept: number): [cells: number, squashed: number] {
    const cells = this.extraOffset(kept);
    return [cells, cells + (this.sizes.steps + 1) * this.stateCount * 4];
  }
}
