import type { AnalysisConfig } from '../config/schema/config';
import type { AnalysisResult } from './result';

/** A document that has no numbers yet. */
export function emptyResult(config: AnalysisConfig, environment: AnalysisResult['environment']): AnalysisResult {
  return {
    schemaVersion: 2,
    config,
    environment,
    stages: [],
    layers: [],
    training: [],
    estimates: [],
    exact: [],
    curves: {},
    findings: [],
    advice: [],
    warnings: [],
  };
}
