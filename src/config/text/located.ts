import type { Node } from 'jsonc-parser';
import { sentence, worded } from '../../base/sentence';
import type { ConfigProblem } from './configReading';
import type { Finding } from './problem';
import { type LineIndex, rangeOfKey, rangeOfValue } from './textPositions';

/** More mistakes than this are counted and not shown: nobody reads them, and finding each place costs time. */
export const mostProblems = 100;

/** The first problems of a list, errors before warnings, in full; the last one counts the others. */
export function firstOf<T>(found: readonly T[], problemOf: (item: T) => ConfigProblem): ConfigProblem[] {
  const shown = found.slice(0, mostProblems).map(problemOf);
  const others = found.length - shown.length;
  if (others === 0) return shown;
  const { severity, path, range } = problemOf(found[mostProblems]);
  const said = sentence(
    'There are {0} more mistakes. Correct the first {1}, and the others are shown.',
    others,
    mostProblems,
  );
  return [...shown, { severity, ...worded(said), path, range }];
}

/** A finding with its place in the text. */
export function located(finding: Finding, root: Node, lines: LineIndex): ConfigProblem {
  const range =
    finding.key === undefined
      ? rangeOfValue(root, finding.path, lines)
      : rangeOfKey(root, finding.path, finding.key, lines);
  const { severity, sentence: said, path, replacement } = finding;
  return {
    severity,
    ...worded(said),
    path,
    range,
    ...(replacement && {
      fix: {
        title: replacement.title,
        range: replacement.follows ? { ...range, start: range.end } : range,
        newText: replacement.newText,
      },
    }),
  };
}
