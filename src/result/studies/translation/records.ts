import type { BoundDirection } from '../../../information/types/bound';
import type { Unit } from '../../estimate';
import type { Warning } from '../../warnings';
import type { Records } from '../records';

/** An amount a word of the reference, with its 95 % interval over the sentences, by drawing them anew (bootstrap). */
export interface TranslationAmount {
  value: number;
  low: number;
  high: number;
  /** Of the information of the true laws; the interval is of what the networks read. */
  bound: BoundDirection;
}

/** Held-out translations by one system, judged by the two networks of one repetition. */
export interface TranslationPoint {
  /** The column of the translations. */
  name: string;
  /** The probability with which their words were spoiled; absent where they were not. */
  level?: number;
  /** The repetition, from 1. */
  repetition: number;
  sentences: number;
  /** Words of the references of these sentences. */
  words: number;
  unit: Unit;
  /** Both entropies are cross-entropies of networks' own heads. */
  estimator: 'decoder';
  /** H(T) less H(T given S): an estimate without a direction, because both are bounded from above. */
  information: TranslationAmount;
  /** H(T), by the network that reads no source. */
  without: TranslationAmount;
  /** H(T given S), by the network that reads the source. */
  given: TranslationAmount;
  /** Of all sentences together, 0 to 100 (Popović 2015; Papineni et al. 2002). */
  chrf: number;
  bleu: number;
  warnings?: readonly Warning[];
}

/** One translation of a held-out sentence, means over the repetitions. */
export interface TranslatedSentence {
  name: string;
  /** The number of the held-out pair, from 0. */
  sentence: number;
  words: number;
  unit: Unit;
  /** A word of the reference: an estimate without a direction, below 0 where the source misleads. */
  information: number;
  chrf: number;
  source: string;
  reference: string;
  translation: string;
}

/** How much sources tell about translations, and about every single sentence that was not spoiled. */
export interface TranslationLists {
  translation: TranslationPoint;
  translatedSentences: TranslatedSentence;
}

export const translationRecords = {
  translation: {
    key: ['name', 'level', 'repetition'],
    form: { name: 'text', repetition: 'number', words: 'number', chrf: 'number' },
  },
  translatedSentences: { key: ['name', 'sentence'], form: { name: 'text', sentence: 'number', information: 'number' } },
} as const satisfies Records<TranslationLists>;
