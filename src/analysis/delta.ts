import type { AnalysisResult } from './result';

/** What a running analysis appends; arrays are appended, `curves` replaced key by key, `data` set. */
export interface ResultDelta {
  data?: AnalysisResult['data'];
  stages?: AnalysisResult['stages'];
  layers?: AnalysisResult['layers'];
  training?: AnalysisResult['training'];
  estimates?: AnalysisResult['estimates'];
  exact?: AnalysisResult['exact'];
  curves?: AnalysisResult['curves'];
  findings?: AnalysisResult['findings'];
  advice?: AnalysisResult['advice'];
  warnings?: AnalysisResult['warnings'];
}

/** Appends `delta` to `result` in place, in time linear in the delta. */
export function applyDelta(result: AnalysisResult, delta: ResultDelta): void {
  if (delta.data) result.data = delta.data;
  append(result.stages, delta.stages);
  append(result.layers, delta.layers);
  append(result.training, delta.training);
  append(result.estimates, delta.estimates);
  append(result.exact, delta.exact);
  Object.assign(result.curves, delta.curves);
  append(result.findings, delta.findings);
  append(result.advice, delta.advice);
  append(result.warnings, delta.warnings);
}

function append<T>(items: T[], more: readonly T[] | undefined): void {
  for (const item of more ?? []) items.push(item);
}
