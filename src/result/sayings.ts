import type { Sentence as PlainSentence } from '../base/sentence';
import type { ConfigEdit } from '../config/edits';
import type { Citation } from './citation';

/** A translatable sentence of the analysis, with the layer that it is about and where its numbers stand. */
export interface Sentence extends PlainSentence {
  readonly layer?: string;
  readonly cites?: readonly Citation[];
}

/** A change to try, with the numbers that suggest it. */
export interface Advice extends Sentence {
  kind: 'skipConnection' | 'attention' | 'objectiveWeight' | 'capacity' | 'training' | 'measurement' | 'study';
  severity: 'info' | 'warning';
  /** The change itself, as edits of the config in order; absent where it cannot be written as edits. */
  edits?: ConfigEdit[];
}
