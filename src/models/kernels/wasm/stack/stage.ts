import type { Frames } from '../frames';
import type { Program } from '../program';

/** Byte offsets of memory that all layers of a stack share. */
export interface SharedPlaces {
  /** All parameters, and each thread's part of their gradient; the parts are `partial` bytes apart. */
  readonly parameters: number;
  readonly gradient: number;
  readonly partial: number;
  /** 8 zeros for each feature of the widest layer. */
  readonly zeros: number;
  readonly scratch: number;
  readonly scratchBytes: number;
}

/** One layer's part of the programs of a stack. */
export interface Stage {
  /** Steps of its output. */
  readonly steps: number;
  readonly output: Frames;
  /** Frames that the layer above fills with the gradient of the output; they stay zero if there is no such layer. */
  readonly outputGradient: Frames;
  /** Multiplications and additions of the forward pass. */
  readonly work: number;
  /**
   * Packs the weights; one barrier must follow the packing of all layers. `below`: also for the gradient of the input.
   */
  pack(program: Program, training: boolean, below: boolean): void;
  forward(program: Program): void;
  /** The gradient of the weights, and, if `below` is given, that of the input into `below`. */
  backward(program: Program, below: Frames | undefined): void;
}
