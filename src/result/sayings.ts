import type { ConfigEdit } from '../config/edits';

/** A translatable sentence: `{0}`, `{1}` in the message stand for the arguments (as in `vscode.l10n.t`). */
export interface Sentence {
  message: string;
  args: (string | number)[];
  layer?: string;
}

/** A change to try, with what made us think of it. */
export interface Advice extends Sentence {
  kind: 'skipConnection' | 'attention' | 'objectiveWeight' | 'capacity' | 'training' | 'measurement';
  severity: 'info' | 'warning';
  /** The change itself, as edits of the config in order; absent where there is nothing to write. */
  edits?: ConfigEdit[];
}
