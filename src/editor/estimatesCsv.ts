import type { AnalysisResult, Estimate } from '../analysis/result';

const columns = [
  'quantity', 'source', 'target', 'time', 'lag', 'epoch', 'value', 'low', 'high', 'unit', 'estimator', 'bound', 'samples', 'of', 'warnings',
] as const satisfies readonly (keyof Estimate)[];

/** A result's estimates in long form, one a line (RFC 4180). */
export function estimatesCsv({ estimates }: AnalysisResult): string {
  const lines = estimates.map((estimate) => columns.map((column) => field(estimate[column])).join(','));
  return `${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}

function field(value: string | number | readonly string[] | undefined): string {
  const text = value === undefined ? '' : Array.isArray(value) ? value.join('; ') : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
