/**
 * The hidden states of a run's last epoch, kept in a file of their own beside the result: the document names the file
 * and holds none of them.
 */
export interface StatesNote {
  /** The file's name in the folder of kept stages. */
  readonly key: string;
  readonly epoch: number;
}

/** What a unit tells about a variable: I(unit; variable) at the last step, nats. */
export interface UnitInformation {
  readonly about: 'target' | 'input';
  /** Cells of equal counts that a unit's values are cut into. */
  readonly bins: number;
  /** Sequences that the estimate is made from. */
  readonly samples: number;
  /** One number a unit. */
  readonly nats: readonly number[];
}

/** The plane of the two directions along which the states vary most. */
export interface StatesPlane {
  /** One number a unit each. */
  readonly mean: readonly number[];
  readonly first: readonly number[];
  readonly second: readonly number[];
  /** The share of the variance along each of both, 0 ... 1. */
  readonly shares: readonly [number, number];
}

/** States of one layer (or a part of it), or columns of the input: one byte a number. */
export interface StatesArray {
  readonly name: string;
  readonly kind: 'layer' | 'input';
  /** What of a layer's state it is, where it is not the whole of it: 'cell', or a gate. */
  readonly part?: string;
  /** The file's steps, or 1 for a layer without a time axis. */
  readonly steps: number;
  readonly units: number;
  /** The values of the bytes 0 and 255 of each unit. */
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly information?: UnitInformation;
  readonly plane?: StatesPlane;
  /** Lags of which `kept` holds each unit's information about the input that many steps before the last, from 0 on. */
  readonly lags?: number;
  /** Cells of equal counts that a unit's values are cut into for `kept`. */
  readonly bins?: number;
}

/** Symbols of inputs or of targets. */
export interface StatesSymbols {
  /** The file's steps, or 1 for a target at the end. */
  readonly steps: number;
  readonly alphabet: number;
  readonly names?: readonly string[];
}

/**
 * What a file of states says of itself. Step t (0 ... length - 1) of every sequence is aligned at the ends: a sequence
 * of n real steps has no step before `length - n`.
 */
export interface StatesHeader {
  readonly format: 1;
  readonly epoch: number;
  readonly sequences: number;
  /** Sequences that were analysed, of which the file's are a sample. */
  readonly analysed: number;
  readonly length: number;
  readonly inputs?: StatesSymbols;
  readonly targets?: StatesSymbols;
  readonly arrays: readonly StatesArray[];
}
