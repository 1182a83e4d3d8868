import { inEnglish } from '../base/sentence';
import { assumptionWords } from '../result/assumptionWords';
import type { Grounds } from '../information/types/assumption';
import { isModelled, limitsText } from '../result/limits';
import { shownAmount } from '../result/format';
import type { Estimate } from '../result/result';
import type { OverRepetitions } from '../result/studySummary';

/** A bound shows on which side the truth lies. */
export const boundMarks = { none: ' ', lower: '≥', upper: '≤' };

export function cell(estimate: Estimate | undefined): string {
  if (!estimate) return '–';
  const flag = estimate.warnings ? '!' : ' ';
  const figure = (value: number): string => shownAmount(estimate, value).toFixed(2);
  return `${boundMarks[estimate.bound]}${figure(estimate.value)} ${limitsText(estimate, figure)}${flag}`;
}

/** What `~` says in the headers of tables. */
export const modelMark = '~ a limit rests on a model';

/** `~ assumes a Gaussian copula; a table ...`: the models on which the limits of the estimates in a table rest. */
export function assumedLine(shown: readonly (Grounds | undefined)[]): string[] {
  const models = new Set(
    shown.flatMap((estimate) => (estimate?.assumes && isModelled(estimate) ? [estimate.assumes] : [])),
  );
  return models.size === 0
    ? []
    : [`  ~ assumes ${[...models].map((one) => inEnglish(assumptionWords(one))).join('; ')}`];
}

/** A mean over repetitions with its interval, where there are several: `0.950 [0.930, 0.970]`. */
export function interval({ value, low, high }: OverRepetitions, repetitions: number): string {
  const [shown, ...ends] = [value, low, high].map((number) => number.toFixed(3));
  return repetitions > 1 ? `${shown} [${ends.join(', ')}]` : shown;
}

/** A table with columns as wide as their content, and the header over a rule. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((text, column) => Math.max(text.length, ...rows.map((row) => row[column].length)));
  const line = (row: readonly string[]): string =>
    `  ${row
      .map((text, column) => text.padEnd(widths[column]))
      .join('  ')
      .trimEnd()}`;
  return [line(header), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)];
}
