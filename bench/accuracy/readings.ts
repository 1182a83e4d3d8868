import { UserError } from '../../src/base/userError';
import type { EstimatorName, EstimatorOptions } from '../../src/information/types/estimate';
import { mutualInformation } from '../../src/information/mutualInformation';
import type { AccuracyTask } from './tasks/tasks';
import { reasonInEnglish, warningsInEnglish } from '../../src/result/warningSentence';

/** One estimator's value on one draw of one task; nats and seconds. */
export interface Reading {
  readonly task: string;
  readonly group: AccuracyTask['group'];
  readonly gaussianCopula: boolean;
  readonly estimator: EstimatorName;
  /** The estimator that `auto` chose, or that replaced the requested one. */
  readonly used: EstimatorName;
  readonly reason?: string;
  readonly seed: number;
  readonly samples: number;
  readonly truth: number;
  readonly nats: number;
  readonly low: number;
  readonly high: number;
  readonly seconds: number;
  readonly warnings: readonly string[];
}

/** A task that the estimator refuses, with the reason. */
export interface Refusal {
  readonly task: string;
  readonly estimator: EstimatorName;
  readonly seed: number;
  readonly error: string;
}

export type Outcome = Reading | Refusal;

export const isReading = (outcome: Outcome): outcome is Reading => 'nats' in outcome;

/** Estimates one draw. Errors that are no `UserError` (bugs) are thrown again. */
export async function read(task: AccuracyTask, options: EstimatorOptions, samples: number): Promise<Outcome> {
  const { estimator, seed } = options;
  const { x, y } = task.sample(samples, seed);
  const start = performance.now();
  try {
    const { nats, low, high, warnings, reason, estimator: used } = await mutualInformation(x, y, options);
    return {
      task: task.name,
      group: task.group,
      gaussianCopula: task.gaussianCopula,
      estimator,
      used,
      seed,
      samples,
      truth: task.nats,
      nats,
      low,
      high,
      seconds: (performance.now() - start) / 1000,
      warnings: warningsInEnglish(warnings, 'nats'),
      ...(reason !== undefined && { reason: reasonInEnglish(reason, 'nats') }),
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { task: task.name, estimator, seed, error: error.message };
  }
}
