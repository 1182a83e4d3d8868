import type { Path } from './textPositions';

/** A mistake found by a check, before its place in the text is looked up. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly path: Path;
  /** The key to underline, where the mistake is the key itself. */
  readonly key?: string;
  /** Replaces what is underlined. */
  readonly replacement?: { readonly title: string; readonly newText: string };
}

export const error = (path: Path, message: string, replacement?: Finding['replacement']): Finding => ({
  severity: 'error',
  message,
  path,
  ...(replacement && { replacement }),
});

export const warning = (path: Path, message: string): Finding => ({ severity: 'warning', message, path });

/** A replacement that writes `value` where the mistake is. */
export const replaceBy = (value: unknown): NonNullable<Finding['replacement']> => ({
  title: `Replace by ${JSON.stringify(value)}`,
  newText: JSON.stringify(value),
});
