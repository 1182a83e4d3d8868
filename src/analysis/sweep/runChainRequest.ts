import { loadDataset } from '../../data/loadDataset';
import { configFailures, placed } from '../run/failures';
import type { AnalysisServices } from '../run/services';
import { fileContext } from '../cache/dataKey';
import { sameHere } from '../run/verifyRunConditions';
import { runChain, type SweepPoint } from './runChain';
import type { ChainRequest } from './sweepStage';

/**
 * Runs one chain of a sweep from nothing but its request: what a sweep's process does. Points that are in the cache are
 * not trained again.
 * @throws ConfigError where the config's files are not here; UserError where they or the backend are others than the
 *   sweep was started with
 */
export async function runChainRequest(
  { input, betas, conditions }: ChainRequest,
  services: AnalysisServices,
  onPoint: (point: SweepPoint, reused: boolean) => void,
  signal: AbortSignal,
): Promise<void> {
  const config = configFailures(input);
  const files = fileContext(input, config.seed, signal);
  const { backend, datasetKey, given } = await sameHere(input, config, files, conditions, services, 'sweep');
  const dataset = await placed(input, ['data'], () => loadDataset(config.data, files));
  await runChain(
    betas,
    { config, dataset, datasetKey, given, backend, runJob: services.runJob, cache: services.cache, signal },
    onPoint,
  );
}
