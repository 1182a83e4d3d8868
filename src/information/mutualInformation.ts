import type { EstimatorOptions, InformationEstimate } from './types/estimate';
import { JobRun } from './job/jobRun';
import type { Variable } from './types/variable';

/**
 * I(X;Y) in nats; rows are samples.
 * @throws UserError where no number can be given (NaN, different lengths, too few samples, infinite information)
 * @throws CancelledError
 */
export async function mutualInformation(
  x: Variable,
  y: Variable,
  options: EstimatorOptions,
  signal?: AbortSignal,
): Promise<InformationEstimate> {
  return await new JobRun(
    { variables: [x, y], pairs: [], options: { effort: 'thorough', ...options } },
    signal,
  ).estimate({ x: 0, y: 1 });
}
