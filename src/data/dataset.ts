import type { Sentence } from '../base/sentence';
import type { TrialPeriod } from '../config/schema/trialPeriods';
import type { SentencePairs } from './pairs/sentencePairs';

/**
 * Sequences of vectors, row-major as [samples, length, features].
 * Discrete sequences also carry their symbol at each step, [samples, length].
 */
export interface Sequences {
  readonly values: Float32Array;
  readonly samples: number;
  readonly length: number;
  readonly features: number;
  /** Symbol numbers 0 ... alphabet-1, -1 where there is none; absent for continuous sequences. */
  readonly symbols?: Int32Array;
  /** The number of different symbols; absent for continuous sequences. */
  readonly alphabet?: number;
  /**
   * Real steps of each sequence, 1 ... length; absent where all have `length`. Behind them values are 0 and symbols -1
   * (see `realSteps.ts`).
   */
  readonly lengths?: Int32Array;
  /** The name of each symbol, where it has one. */
  readonly names?: readonly string[];
  /** The name of each feature in the file: its column, or its number in an array. */
  readonly columns?: readonly string[];
  /** For standardized values: those of the file are `value * deviations[feature] + means[feature]`. */
  readonly scale?: Scale;
}

/** Means and standard deviations of the features, one number each. */
export type ColumnMoments = Scale;

/** One number a feature. */
export interface Scale {
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

/**
 * The targets that the network should predict. `length` is the inputs' length for a target at every step and 1 for one
 * at the end. Class targets carry `symbols` (-1: no target at this step, left out of the loss and of the estimates) and
 * one-hot `values`, or the probabilities of all classes, which a network may learn from another. Regression targets
 * carry only `values`, NaN where there is none.
 */
export interface Targets extends Sequences {
  readonly at: 'every' | 'end';
  /** The values are tags, 1 (there) or 0, of which several may be there at once. */
  readonly tags?: true;
}

/** A set of input sequences with their targets (absent for a network that is analysed without Y). */
export interface SequenceSet {
  readonly inputs: Sequences;
  readonly targets?: Targets;
  /** Further targets, by the names that heads use for them. */
  readonly furtherTargets?: ReadonlyMap<string, Targets>;
}

/** A value known exactly, drawn as a dashed line; in nats. */
export interface ExactValue {
  readonly quantity: string;
  readonly source: string;
  readonly target: string;
  readonly time?: number;
  readonly lag?: number;
  readonly nats: number;
  /** The label of the line: 'H(X)', 'I(X;Y)', 'a perfect memory of the last 4 symbols'. */
  readonly name: Sentence;
  /** Whether it is a differential entropy, which bounds no information. */
  readonly differential?: boolean;
}

/** What is known of trials: their periods, and how often whoever knows their law can be right. */
export interface TrialFacts {
  /** Milliseconds in a step. */
  readonly dt: number;
  /** In their order; steps are counted from 1. */
  readonly periods: readonly TrialPeriod[];
  /** The share of right answers of an ideal observer after steps 1, 2, ... */
  readonly bestAccuracy: readonly number[];
}

export interface Dataset {
  /** A short description: 'delayed copy, 4 symbols, delay 3'. */
  readonly title: Sentence;
  readonly training: SequenceSet;
  /** Never trained on; used for the validation loss and every estimate. */
  readonly heldOut: SequenceSet;
  readonly exact: readonly ExactValue[];
  readonly warnings: readonly Sentence[];
  /** Of trials in periods. */
  readonly trial?: TrialFacts;
  /** Of spoiled training sequences: the moments of their columns before. */
  readonly clean?: ColumnMoments;
  /** Of pairs of sentences: those that are held out, as words. */
  readonly pairs?: SentencePairs;
  /**
   * Of recorded states: the row of each held-out sequence in the files, the place of its first real step where padding
   * may stand in front, and the numbers of rows and steps there.
   */
  readonly recorded?: {
    readonly rows: Int32Array;
    readonly starts?: Int32Array;
    readonly samples: number;
    readonly length: number;
  };
}
