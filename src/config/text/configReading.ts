import type { Sentence } from '../../base/sentence';
import type { Position } from '../../base/userError';
import type { AnalysisConfig } from '../schema/config';

/** Result of reading a config's text: the config if there is no error, and positions in the text in any case. */
export interface ConfigReading {
  readonly config?: AnalysisConfig;
  readonly problems: readonly ConfigProblem[];
  /** Every entry of `model.layers` that could be read, for CodeLens, hovers and the page's links. */
  readonly layers: readonly LayerPlace[];
}

export interface TextRange {
  /** Offsets in the text, UTF-16 units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** The position of `start`. */
  readonly position: Position;
}

export interface ConfigProblem {
  readonly severity: 'error' | 'warning';
  /** The mistake and its correction. */
  readonly sentence: Sentence;
  /** The same in English. */
  readonly message: string;
  /** Keys from the root: ['model', 'layers', 0, 'units']. */
  readonly path: readonly (string | number)[];
  readonly range: TextRange;
  /** A mechanical fix, offered as a quick fix. */
  readonly fix?: { readonly title: Sentence; readonly range: TextRange; readonly newText: string };
}

export interface LayerPlace {
  readonly name: string;
  readonly type: string;
  readonly index: number;
  readonly range: TextRange;
}
