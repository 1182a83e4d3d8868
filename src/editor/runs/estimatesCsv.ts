import type { AnalysisResult, Estimate } from '../../result/result';

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
/** Columns that a table has where some estimate is not the one that charts show. */
const further = ['set', 'beside', 'ahead'] as const satisfies readonly (keyof Estimate)[];

/** A result's estimates in long form, one a line (RFC 4180). */
export function estimatesCsv({ estimates }: AnalysisResult): string {
  const shown = [
    ...columns,
    ...further.filter((column) => estimates.some((estimate) => estimate[column] !== undefined)),
  ];
  const lines = estimates.map((estimate) => shown.map((column) => field(estimate[column])).join(','));
  return `${[shown.join(','), ...lines].join('\r\n')}\r\n`;
}

function field(value: string | number | boolean | readonly string[] | undefined): string {
  const text = value === undefined ? '' : Array.isArray(value) ? value.join('; ') : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
