import { applyEdits, type FormattingOptions, modify } from 'jsonc-parser';

/** A value to write into a config; an absent one takes the key away. */
export interface ConfigEdit {
  readonly path: readonly (string | number)[];
  readonly value?: unknown;
  /** The path ends in an array's index, and the value goes before what stands there. */
  readonly insert?: boolean;
}

/** The text of a config with edits made one after the other, its comments and its layout kept. */
export function editedConfig(
  text: string,
  edits: readonly ConfigEdit[],
  formattingOptions: FormattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' },
): string {
  return edits.reduce(
    (written, { path, value, insert }) =>
      applyEdits(written, modify(written, [...path], value, { isArrayInsertion: insert ?? false, formattingOptions })),
    text,
  );
}

/** An edit in a line: `model.layers[1].beta: 20`. */
export function editText({ path, value, insert }: ConfigEdit): string {
  const place = path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${key}`)).join('');
  if (insert === true) return `insert at ${place}: ${JSON.stringify(value)}`;
  return value === undefined ? `remove ${place}` : `${place}: ${JSON.stringify(value)}`;
}
