import { dirname } from 'node:path';
import { loadDataset } from '../../data/loadDataset';
import { configFailures, placed } from '../failures';
import type { AnalysisServices } from '../services';
import { dataKey } from '../stages/dataKey';
import { givenWeights } from '../stages/givenWeights';
import { runChain, type SweepPoint } from './runChain';
import type { ChainRequest } from './sweepStage';

/** Runs one chain of a sweep from nothing but its request: what a sweep's process does. Points that are in the cache are not trained again. */
export async function runChainRequest({ input, betas }: ChainRequest, services: AnalysisServices, onPoint: (point: SweepPoint, reused: boolean) => void, signal: AbortSignal): Promise<void> {
  const config = configFailures(input);
  const backend = await services.startBackend();
  const files = { configFolder: dirname(input.configPath), ...(input.dataRoots && { dataRoots: input.dataRoots }), seed: config.seed, signal };
  const datasetKey = await placed(input, ['data'], () => dataKey(config, files));
  const given = await placed(input, ['model', 'weights'], () => givenWeights(config, files));
  const dataset = await placed(input, ['data'], () => loadDataset(config.data, files));
  await runChain(betas, { config, dataset, datasetKey, given, backend, runJob: services.runJob, cache: services.cache, signal }, onPoint);
}
