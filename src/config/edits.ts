import { applyEdits, type FormattingOptions, modify } from 'jsonc-parser';

/** A value to write into a config; without a value, the key is removed. */
export interface ConfigEdit {
  readonly path: readonly (string | number)[];
  readonly value?: unknown;
  /** The path ends in an array index, and the value is inserted before the element there. */
  readonly insert?: boolean;
}

/** The text of a config after the edits, made in order. Comments and layout are kept. */
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

/** An edit in one line: `model.layers[1].beta: 20`. */
export function editText({ path, value, insert }: ConfigEdit): string {
  const place = path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${key}`)).join('');
  if (insert === true) return `insert at ${place}: ${JSON.stringify(value)}`;
  return value === undefined ? `remove ${place}` : `${place}: ${JSON.stringify(value)}`;
}
