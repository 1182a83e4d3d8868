import { UserError } from '../../base/userError';
import { placeInConfig } from '../../config/readConfig';
import { loadDataset } from '../../data/loadDataset';
import { ConfigError, configFailures, placed } from '../failures';
import type { AnalysisInput } from '../runAnalysis';
import type { AnalysisServices } from '../services';
import { dataKey, fileContext } from '../stages/dataKey';
import { givenWeights } from '../stages/givenWeights';
import { runChain, type SweepPoint } from './runChain';
import type { ChainRequest } from './sweepStage';

/**
 * Runs one chain of a sweep from nothing but its request: what a sweep's process does. Points that are in the cache are not trained again.
 * @throws ConfigError where the config's files are not here; UserError where they or the backend are others than the sweep was started with
 */
export async function runChainRequest({ input, betas, conditions }: ChainRequest, services: AnalysisServices, onPoint: (point: SweepPoint, reused: boolean) => void, signal: AbortSignal): Promise<void> {
  const config = configFailures(input);
  const backend = await services.startBackend();
  const files = fileContext(input, config.seed, signal);
  const datasetKey = await placed(input, ['data'], () => dataKey(config, files));
  const given = await placed(input, ['model', 'weights'], () => givenWeights(config, files));
  if (backend.backend !== conditions.backend) throw new UserError(`The sweep was started on the backend "${conditions.backend}", which does not run here: start it with --backend ${backend.backend}.`);
  if (datasetKey !== conditions.datasetKey) throw placedHere(input, ['data'], 'The data files here are not those that the sweep was started with.');
  if (given?.hash !== conditions.weightsHash) throw placedHere(input, ['model', 'weights'], 'The weights here are not those that the sweep was started with.');
  const dataset = await placed(input, ['data'], () => loadDataset(config.data, files));
  await runChain(betas, { config, dataset, datasetKey, given, backend, runJob: services.runJob, cache: services.cache, signal }, onPoint);
}

function placedHere({ configPath, configText }: AnalysisInput, path: readonly string[], message: string): ConfigError {
  return new ConfigError(configPath, [{ severity: 'error', message, path, range: placeInConfig(configText, path) }]);
}
