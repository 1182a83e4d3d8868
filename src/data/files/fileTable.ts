import type { InputError } from '../../base/userError';
import type { Sentence } from '../../base/sentence';

/** Makes an error at the place of the number at an index of a file's values. */
export type Blame = (index: number, what: Sentence) => InputError;

/** Numbers of a file in the order [samples, length, features]; NaN where one is missing. */
export interface FileNumbers {
  readonly values: ArrayLike<number>;
  readonly samples: number;
  readonly length: number;
  readonly features: number;
  /** Whether the file writes them as integers, so that they may be read as symbols or classes. */
  readonly integers: boolean;
  /** Where the file writes words: `values` are places in this list. */
  readonly names?: readonly string[];
  /** The name of each feature: its column, or its number in an array. */
  readonly columns?: readonly string[];
  /** Where words became several numbers: the place in the file's steps that each number came from. */
  readonly origins?: readonly number[];
  /** Where these are only some rows of a file of integers: what all rows hold. */
  readonly whole?: { readonly kinds: Float64Array; readonly count: number };
  readonly blame: Blame;
}

export type FileTargets = FileNumbers & { readonly at: 'every' | 'end' };

/** What a file holds, before it is cut, split and numbered. */
export interface FileTable {
  readonly inputs: FileNumbers;
  readonly targets?: FileTargets;
  /** Real steps of each sequence, 1 ... length; absent where all have `length`. */
  readonly lengths?: Int32Array;
  /** What the reader understood without being told. */
  readonly said?: readonly Sentence[];
}
