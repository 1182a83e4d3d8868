import type { StackCell } from '../../stack';
import type { BackwardPlaces, Cell } from '../cell';
import { cellOf } from '../cellOf';
import { sizesOf } from '../cellRun';
import { framesAt, type Frames } from '../frames';
import { type Program } from '../program';
import type { Scratch } from '../scratch';
import type { SharedPlaces, Stage } from './stage';

/** A recurrent layer. Its inputs are next to its states in memory, so the output of the layer below is copied there. */
export class CellStage implements Stage {
  readonly output: Frames;
  readonly outputGradient: Frames;
  private readonly cell: Cell;
  private readonly kept: number;
  private readonly packed: number;
  private readonly packedBack: number;
  private readonly back: BackwardPlaces;

  /** @param source the layer's input; absent if the caller fills `input` */
  constructor(
    private readonly layer: StackCell,
    private readonly source: Frames | undefined,
    readonly steps: number,
    rows: number,
    scratch: Scratch,
    training: boolean,
    private readonly places: SharedPlaces,
  ) {
    const cell = cellOf(
      layer.type,
      sizesOf(steps, rows, layer.inputs, layer.units),
      layer.activation,
      layer.bias ? 0 : places.zeros,
    );
    this.cell = cell;
    this.kept = scratch.take(cell.keptCount).offset;
    this.packed = scratch.take(cell.packedCount).offset;
    this.packedBack = training ? scratch.take(cell.packedCount).offset : 0;
    this.back = training
      ? {
          outer: scratch.zeros(steps * cell.stateCount).offset,
          inner: scratch.zeros(cell.inputsCount).offset,
          state: scratch.take(cell.stateCount).offset,
          zeros: places.zeros,
        }
      : { outer: 0, inner: 0, state: 0, zeros: 0 };
    this.output = cell.outputFrames(this.kept);
    this.outputGradient = framesAt(this.back.outer, cell.sizes.blocks, layer.units);
  }

  /** Frames of x_t. */
  get input(): Frames {
    return this.cell.inputFrames(this.kept);
  }

  get work(): number {
    return this.cell.work;
  }

  pack(program: Program, training: boolean, below: boolean): void {
    this.cell.packForward(program, this.weights, this.packed);
    if (training) this.cell.packBackward(program, this.weights, this.packedBack, below);
  }

  forward(program: Program): void {
    if (this.source) program.copy(this.source, this.input, this.steps);
    this.cell.forward(program, this.kept, this.weights, this.packed);
  }

  backward(program: Program, below: Frames | undefined): void {
    const { gradient, partial, scratch, scratchBytes } = this.places;
    program.zero(framesAt(this.back.state, this.cell.sizes.blocks, this.layer.units), 1);
    this.cell.backward(program, this.kept, this.packedBack, this.back, below !== undefined);
    this.cell.gradients(program, this.kept, gradient + this.layer.offset * 4, partial, scratch, scratchBytes);
    if (below) program.copy(this.cell.inputFrames(this.back.inner), below, this.steps);
  }

  private get weights(): number {
    return this.places.parameters + this.layer.offset * 4;
  }
}
