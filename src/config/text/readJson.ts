import { getNodeValue, type ParseError, parseTree } from 'jsonc-parser';
import { offsetOfDepth } from '../../base/nesting';
import { sentence } from '../../base/sentence';
import type { ConfigProblem } from './configReading';
import { deepestNesting, syntaxMessage, withoutMark } from './syntax';
import { LineIndex } from './textPositions';

/**
 * Reads the JSON (with comments and trailing commas) of a problem file: its value, or its first mistake. Never throws.
 */
export function readJson(text: string): {
  readonly value?: unknown;
  readonly problem?: Pick<ConfigProblem, 'sentence' | 'range'>;
} {
  const source = withoutMark(text);
  const lines = new LineIndex(source);
  const tooDeep = offsetOfDepth(source, deepestNesting);
  if (tooDeep !== undefined)
    return {
      problem: {
        sentence: sentence('Brackets are nested more than {0} levels deep here.', deepestNesting),
        range: lines.range(tooDeep, 0),
      },
    };
  const errors: ParseError[] = [];
  const root = parseTree(source, errors, { allowTrailingComma: true });
  if (errors.length > 0)
    return { problem: { sentence: syntaxMessage(errors[0]), range: lines.range(errors[0].offset, errors[0].length) } };
  return root
    ? { value: getNodeValue(root) }
    : { problem: { sentence: sentence('The file is empty.'), range: lines.range(0, 0) } };
}
