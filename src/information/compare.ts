import type { EstimatorName, EstimatorOptions, InformationEstimate } from './types/estimate';
import type { PairOutcome } from './job/job';
import { runEstimationJob } from './runJob';
import type { Variable } from './types/variable';
import { amount, warning, type InformationWarning } from './types/warnings';

export interface Comparison {
  readonly outcomes: readonly { readonly requested: EstimatorName; readonly outcome: PairOutcome }[];
  /** Warnings where estimates that should agree do not. */
  readonly warnings: readonly InformationWarning[];
}

/** Smaller differences (nats) get no warning. */
const slightest = 0.03;

/**
 * Several estimators on one pair. The intervals of two estimates that are no bounds should overlap, and a lower bound
 * should not lie above an upper bound or an estimate that is no bound.
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
  return { outcomes: estimators.map((requested, i) => ({ requested, outcome: outcomes[i] })), warnings };
}

/** A warning where the interval of `above` lies wholly above that of `below` and their bounds do not explain it. */
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
