import type { Frames, Program } from '../program';

/** Byte offsets of what all layers of a stack share. */
export interface SharedPlaces {
  /** All parameters, and each thread's part of their gradient, `partial` bytes apart. */
  readonly parameters: number;
  readonly gradient: number;
  readonly partial: number;
  /** 8 zeros for the widest layer's every feature. */
  readonly zeros: number;
  readonly scratch: number;
  readonly scratchBytes: number;
}

/** One layer's part of the programs of a stack. */
export interface Stage {
  /** Steps that it hands on. */
  readonly steps: number;
  readonly output: Frames;
  /** Where the layer above puts the gradient of the output; zero where it puts none. */
  readonly outputGradient: Frames;
  /** Multiplications and additions forward. */
  readonly work: number;
  /** Packs the weights; a barrier belongs behind all layers'. `below`: for the gradient of the input too. */
  pack(program: Program, training: boolean, below: boolean): void;
  forward(program: Program): void;
  /** The weights' gradient, and that of what it reads into `below` where there is one. */
  backward(program: Program, below: Frames | undefined): void;
}
