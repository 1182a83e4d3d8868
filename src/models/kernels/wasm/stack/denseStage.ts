import type { StackDense } from '../../stack';
import { framesAt, type Frames } from '../frames';
import { type Program } from '../program';
import type { Scratch } from '../scratch';
import type { SharedPlaces, Stage } from './stage';

/** A dense layer, or an embedding of one-hot symbols. */
export class DenseStage implements Stage {
  readonly output: Frames;
  readonly outputGradient: Frames;
  private readonly packed: number;
  private readonly packedBack: number;

  /** @param source the layer's input, with as many steps as its output */
  constructor(
    private readonly layer: StackDense,
    private readonly source: Frames,
    readonly steps: number,
    private readonly rows: number,
    scratch: Scratch,
    training: boolean,
    private readonly places: SharedPlaces,
  ) {
    const { inputs, units } = layer;
    const blocks = Math.ceil(rows / 8);
    const count = steps * blocks * 8 * units;
    this.output = framesAt(scratch.take(count).offset, blocks, units);
    this.outputGradient = framesAt(training ? scratch.zeros(count).offset : 0, blocks, units);
    this.packed = scratch.take(inputs * units).offset;
    this.packedBack = training ? scratch.take(inputs * units).offset : 0;
  }

  get work(): number {
    return 2 * this.steps * this.rows * this.layer.inputs * this.layer.units;
  }

  pack(program: Program, training: boolean, below: boolean): void {
    const { inputs, units } = this.layer;
    program.pack(this.weights, units * 4, 4, inputs, units, this.packed, 0, inputs);
    if (training && below) program.pack(this.weights, 4, units * 4, units, inputs, this.packedBack, 0, units);
  }

  forward(program: Program): void {
    const { inputs, units, bias, activation } = this.layer;
    program.dense(
      this.packed,
      bias ? this.weights + inputs * units * 4 : this.places.zeros,
      this.source,
      this.output,
      this.steps,
    );
    if (activation !== 'linear') program.activate(this.output, this.steps, activation);
  }

  backward(program: Program, below: Frames | undefined): void {
    const { inputs, units, bias, activation, offset } = this.layer;
    const { gradient, partial, zeros, scratch, scratchBytes } = this.places;
    let sums = this.outputGradient;
    if (activation !== 'linear') {
      program.activateBackward(this.outputGradient, zeros, this.output, this.steps, activation);
      sums = this.output;
    }
    const target = gradient + offset * 4;
    program.outer(this.source, sums, this.steps, target, partial, units * 4, scratch, scratchBytes);
    if (bias) program.sumFrames(sums, this.steps, target + inputs * units * 4, partial);
    if (below) program.dense(this.packedBack, zeros, sums, below, this.steps);
  }

  private get weights(): number {
    return this.places.parameters + this.layer.offset * 4;
  }
}
