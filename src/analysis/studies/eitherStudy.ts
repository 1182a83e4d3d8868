import type { AnalysisConfig } from '../../config/schema/config';
import type { Study } from './study';

/** Two studies that one key of the config asks for, by what it says. */
export function eitherStudy(first: Study, second: Study, asksFirst: (config: AnalysisConfig) => boolean): Study {
  const of = (config: AnalysisConfig): Study => (asksFirst(config) ? first : second);
  return {
    settings: (config) => of(config).settings(config),
    problem: (dataset, config) => of(config).problem?.(dataset, config),
    plan: (context) => of(context.config).plan(context),
    isOutcome: (kept) => first.isOutcome(kept) || second.isOutcome(kept),
    run: (trial, repetition, context) => of(context.config).run(trial, repetition, context),
    document: (finished, context, ranking) => of(context.config).document(finished, context, ranking),
    sayings: {
      findings: (result) => of(result.config).sayings.findings(result),
      advice: (result) => of(result.config).sayings.advice(result),
    },
    networkOf: (finished) => first.networkOf(finished) ?? second.networkOf(finished),
  };
}
