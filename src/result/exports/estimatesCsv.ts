import { warningSentence } from '../warningSentence';
import { csvField } from '../csvField';
import { inEnglish } from '../../base/sentence';
import { ofWords } from '../ofWords';
import type { AnalysisResult, Estimate } from '../result';

const columns = [
  'quantity',
  'source',
  'target',
  'time',
  'lag',
  'epoch',
  'value',
  'low',
  'high',
  'unit',
  'estimator',
  'bound',
  'samples',
  'of',
  'warnings',
] as const satisfies readonly (keyof Estimate)[];
/** Optional columns: present where some estimate has the field. */
const further = [
  'variable',
  'assumes',
  'certified',
  'set',
  'beside',
  'ahead',
  'from',
] as const satisfies readonly (keyof Estimate)[];

type Column = (typeof columns | typeof further)[number];

/** A result's estimates in long form, one per line (RFC 4180). */
export function estimatesCsv({ estimates }: AnalysisResult): string {
  const shown = [
    ...columns,
    ...further.filter((column) => estimates.some((estimate) => estimate[column] !== undefined)),
  ];
  const lines = estimates.map((estimate) => shown.map((column) => csvField(textOf(estimate, column))).join(','));
  return `${[shown.join(','), ...lines].join('\r\n')}\r\n`;
}

function textOf(estimate: Estimate, column: Column): string {
  switch (column) {
    case 'of':
      return estimate.of ? inEnglish(ofWords(estimate.of)) : '';
    case 'warnings':
      return (estimate.warnings ?? []).map((warning) => inEnglish(warningSentence(warning, estimate.unit))).join('; ');
    default:
      return String(estimate[column] ?? '');
  }
}
