import type { RecurrentActivation } from '../cellTypes';
import { Cell, type BackwardPlaces, type CellSizes } from './cell';
import { activations } from './operations';
import { type Program } from './program';

/** Keeps a second copy of the states, which the backward pass overwrites. */
export class SimpleCell extends Cell {
  protected readonly gates = 1;
  protected readonly extraCount = 0;
  private readonly activation: number;

  constructor(sizes: CellSizes, activation: RecurrentActivation, zeros = 0) {
    super(sizes, zeros);
    this.activation = activations[activation];
  }

  packForward(program: Program, weights: number, packed: number): void {
    this.packStacked(program, weights, packed, this.columns);
  }

  forward(program: Program, kept: number, weights: number, packed: number): void {
    program.zero(this.stateFrames(kept), 1);
    program.simpleForward(
      packed,
      this.biasPlace(weights),
      kept,
      this.gateFrames(kept).offset,
      this.activation,
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
    { outer, inner, zeros }: BackwardPlaces,
    input: boolean,
  ): void {
    program.simpleBackward(
      input ? this.packedInput(packed) : 0,
      packed,
      zeros,
      outer,
      this.gateFrames(kept).offset,
      inner,
      this.activation,
      ...this.shape,
    );
  }
}
