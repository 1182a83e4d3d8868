import { sentence, type Sentence } from '../../base/sentence';
import type { Path } from './textPositions';

/** A mistake found by a check, before its position in the text is known. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly sentence: Sentence;
  readonly path: Path;
  /** The key to underline, if the key itself is the mistake. */
  readonly key?: string;
  /** Replaces the underlined text, or follows it. */
  readonly replacement?: { readonly title: Sentence; readonly newText: string; readonly follows?: boolean };
}

export const error = (path: Path, sentence: Sentence, replacement?: Finding['replacement']): Finding => ({
  severity: 'error',
  sentence,
  path,
  ...(replacement && { replacement }),
});

export const warning = (path: Path, sentence: Sentence): Finding => ({ severity: 'warning', sentence, path });

/** A replacement that writes `value` in place of the mistake. */
export const replaceBy = (value: unknown): NonNullable<Finding['replacement']> => ({
  title: sentence('Replace by {0}', JSON.stringify(value)),
  newText: JSON.stringify(value),
});

/** A further entry of a list, after the one that is underlined. */
export const followedBy = (text: string): NonNullable<Finding['replacement']> => ({
  title: sentence('Add {0}', text),
  newText: `,\n${text}`,
  follows: true,
});
