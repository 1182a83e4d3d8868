import type { AnalysisConfig } from '../../config/schema/config';

/**
 * Whether two configs with defaults filled in give the same numbers. Comments, order of keys and written defaults do
 * not count, nor do the arrays that a recording names: a result has them, the text has not.
 */
export function sameConfig(a: AnalysisConfig, b: AnalysisConfig): boolean {
  return canonical(asWritten(a)) === canonical(asWritten(b));
}

/** Whether two configs differ in nothing but the unit of the numbers, which every place that shows them can convert. */
export function sameButUnit(a: AnalysisConfig, b: AnalysisConfig): boolean {
  return sameConfig(a, { ...b, analysis: { ...b.analysis, unit: a.analysis.unit } });
}

function asWritten(config: AnalysisConfig): unknown {
  const { data } = config;
  const isRecording = data.task === 'activations' && data.recording !== undefined;
  return {
    ...config,
    $schema: undefined,
    ...(isRecording && { data: { task: data.task, recording: data.recording } }),
  };
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
