import type { EstimatorName, EstimatorOptions, InformationEstimate } from './types/estimate';
import type { PairOutcome } from './job/job';
import { runEstimationJob } from './runJob';
import type { Variable } from './types/variable';
import { amount, warning, type InformationWarning } from './types/warnings';

export interface Comparison {
  readonly outcomes: readonly { readonly requested: EstimatorName; readonly outcome: PairOutcome }[];
  /** Where estimates that ought to agree do not. */
  readonly warnings: readonly InformationWarning[];
}

/** Differences under this many nats are not worth a word. */
const slightest = 0.03;

/**
 * Several estimators side by side on one pair. Two unbounded estimates ought to share a part of their intervals; a
 * lower bound ought not to stand above an unbounded estimate or an upper bound.
 * @throws CancelledError
 */
export async function compare(
  x: Variable,
  y: Variable,
  estimators: readonly EstimatorName[],
  options: Omit<EstimatorOptions, 'estimator'>,
  signal?: AbortSignal,
): Promise<Comparison> {
  const pairs = estimators.map((estimator) => ({ x: 0, y: 1, options: { estimator } }));
  const outcomes = await runEstimationJob(
    { variables: [x, y], pairs, options: { ...options, estimator: 'auto' } },
    signal,
  );
  const estimates = outcomes.filter((outcome): outcome is InformationEstimate => !('error' in outcome));
  const warnings: InformationWarning[] = [];
  estimates.forEach((a, i) => {
    for (const b of estimates.slice(i + 1)) {
      const conflict = disagreement(a, b) ?? disagreement(b, a);
      if (conflict !== undefined) warnings.push(conflict);
    }
  });
  return { outcomes: estimators.map((asked, i) => ({ asked, outcome: outcomes[i] })), warnings };
}

/** Why `above` standing wholly above `below` is odd, where it does and is. */
function disagreement(above: InformationEstimate, below: InformationEstimate): InformationWarning | undefined {
  const gap = above.low - below.high;
  if (gap <= slightest || above.bound === 'upper' || below.bound === 'lower') return undefined;
  const lower = above.bound === 'lower';
  const upper = below.bound === 'upper';
  const code = upper
    ? lower
      ? 'lowerBoundAboveUpperBound'
      : 'estimateAboveUpperBound'
    : lower
      ? 'lowerBoundAboveEstimate'
      : 'estimatesDisagree';
  return warning(code, above.estimator, amount(above.nats), below.estimator, amount(below.nats), amount(gap));
}
