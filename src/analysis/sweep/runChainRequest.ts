import { loadDataset } from '../../data/loadDataset';
import { parseConfig, withConfigLocation } from '../run/failures';
import type { AnalysisServices } from '../run/services';
import { fileContext } from '../cache/dataKey';
import { withGiven } from '../run/givenWeights';
import { verifyRunConditions } from '../run/verifyRunConditions';
import { type SweepPoint } from './sweepPoint';
import { runChain } from './runChain';
import type { ChainRequest } from './chainRequest';

/**
 * Runs one chain of a sweep from its request alone: the work of a sweep's process. Points in the cache are not trained
 * again.
 * @throws ConfigError where the config's files are not here; UserError where they or the backend differ from those that
 *   the sweep was started with
 */
export async function runChainRequest(
  { input, betas, conditions }: ChainRequest,
  services: AnalysisServices,
  onPoint: (point: SweepPoint, reused: boolean) => void,
  signal: AbortSignal,
): Promise<void> {
  const written = parseConfig(input);
  const files = fileContext(input, written.seed, signal);
  const { backend, datasetKey, given } = await verifyRunConditions(
    input,
    written,
    files,
    conditions,
    services,
    'sweep',
  );
  const config = withGiven(written, given);
  const dataset = await withConfigLocation(input, ['data'], () => loadDataset(config.data, files));
  await runChain(
    betas,
    { config, dataset, datasetKey, given, backend, runJob: services.runJob, cache: services.cache, signal },
    onPoint,
  );
}
