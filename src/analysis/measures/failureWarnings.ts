import { analysisWarning, type Warning } from '../../result/warnings';
import type { Failure } from './estimateRecords';

/** One warning for all estimates of one quantity that failed for the same cause, in order of first appearance. */
export function failureWarnings(failures: readonly Failure[]): Warning[] {
  const counts = new Map<string, { failure: Failure; count: number }>();
  for (const failure of failures) {
    const key = JSON.stringify(failure);
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { failure, count: 1 });
  }
  return [...counts.values()].map(({ failure, count }) => warningOf(failure, count));
}

function warningOf({ quantity, source, target, cause, set }: Failure, count: number): Warning {
  if (count === 1)
    return analysisWarning(set ? 'trainingEstimateFailed' : 'estimateFailed', quantity, source, target, cause);
  const code = set ? 'trainingEstimatesFailed' : 'estimatesFailed';
  return analysisWarning(code, quantity, source, target, cause, count);
}
