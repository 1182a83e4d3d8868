import type { Vocabulary } from './vocabulary';

/** Held-out source sentences with their translations, as words. */
export interface SentencePairs {
  /** Of every sentence, at most. */
  readonly length: number;
  readonly source: Vocabulary;
  readonly target: Vocabulary;
  readonly sources: readonly (readonly string[])[];
  /** The reference translations, one for each source. */
  readonly references: readonly (readonly string[])[];
  readonly candidates: readonly Translations[];
}

/** Translations of the held-out sources by one system. */
export interface Translations {
  /** The name of their column. */
  readonly name: string;
  readonly sentences: readonly (readonly string[])[];
}
