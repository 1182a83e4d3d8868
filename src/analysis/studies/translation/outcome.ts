/** What each held-out translation costs a network to tell. */
export interface TranslationOutcome {
  readonly translated: readonly TranslatedSet[];
}

/** The sentences of one system; of the references, spoiled at a level where there is one. */
export interface TranslatedSet {
  readonly name: string;
  readonly level?: number;
  /** -ln q of each whole sentence, its end with it, nats. */
  readonly nats: readonly number[];
}

export const isTranslationOutcome = (kept: object): kept is TranslationOutcome => 'translated' in kept;
