import { createScanner } from 'jsonc-parser';

/**
 * Offset at which a JSON text, with comments or mistakes, first nests deeper than `limit`, so that no recursive parser
 * need read it.
 */
export function offsetOfDepth(text: string, limit: number): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    // The first character distinguishes a bracket from a string or a comment that contains one.
    const first = text[scanner.getTokenOffset()];
    if (first === '{' || first === '[') depth++;
    else if (first === '}' || first === ']') depth--;
    if (depth > limit) return scanner.getTokenOffset();
  }
  return undefined;
}

/** The same in one quick pass, for a text that is valid JSON without comments. */
export function offsetOfDepthInJson(text: string, limit: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === quote) inString = !inString;
    else if (code === backslash) i++;
    else if (inString) continue;
    else if (code === open.list || code === open.object) {
      if (++depth > limit) return i;
    } else if (code === close.list || code === close.object) depth--;
  }
  return undefined;
}

const quote = 34;
const backslash = 92;
const open = { list: 91, object: 123 };
const close = { list: 93, object: 125 };
