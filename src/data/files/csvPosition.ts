import type { Position } from '../../base/userError';

export function lineEnds(text: string): number {
  return text.match(/\r\n?|\n/g)?.length ?? 0;
}

export function emptyLines(text: string): string {
  return /^(?:[^\S\r\n]*[\r\n])*/.exec(text)?.[0] ?? '';
}

/** Where field number `field` of a record begins; a run of spaces is one delimiter. */
export function fieldPosition(raw: string, field: number, delimiter: string, line: number): Position {
  const text = raw.slice(emptyLines(raw).length);
  const indent = delimiter === ' ' ? text.length - text.trimStart().length : 0;
  let quoted = false;
  let position = { line, column: 1 };
  for (let i = 0, seen = 0; i < text.length && (seen < field || i < indent); i++) {
    if (text[i] === '"') quoted = !quoted;
    else if (text[i] === delimiter && !quoted && i >= indent && !(delimiter === ' ' && text[i + 1] === ' ')) seen++;
    position =
      text[i] === '\n' ? { line: position.line + 1, column: 1 } : { line: position.line, column: position.column + 1 };
  }
  return position;
}
