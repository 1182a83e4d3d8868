import { configOfNetwork } from '../../config/layers/networks';
import { emptyResult } from '../../result/emptyResult';
import { parseConfig, withConfigLocation } from '../run/failures';
import { kernelNameFor } from '../../models/training/fusedTraining';
import { Recorder } from '../run/recorder';
import { RunProgress } from '../run/runProgress';
import type { AnalysisServices } from '../run/services';
import { datasetOf } from '../stages/datasetStage';
import { fileContext } from '../cache/dataKey';
import { withGiven } from '../run/givenWeights';
import { withSourceOf } from '../run/sourceOfRun';
import { verifyRunConditions } from '../run/verifyRunConditions';
import type { NetworkListener, NetworkRequest } from './networkRequest';
import { runNetwork } from './runNetwork';

/**
 * Trains and estimates one network from its request alone: the work of a network's process.
 * @throws ConfigError where the config's files are not here; UserError where they or the backend differ from those that
 *   the run was started with
 */
export async function runNetworkRequest(
  { input, name, conditions }: NetworkRequest,
  services: AnalysisServices,
  listener: NetworkListener,
  signal: AbortSignal,
): Promise<void> {
  const written = configOfNetwork(parseConfig(input), name);
  const own = { ...input, network: name };
  const files = fileContext(input, written.seed, signal);
  const { backend, datasetKey, given } = await verifyRunConditions(own, written, files, conditions, services, 'run');
  const config = withGiven(written, given);
  const { output: dataset } = await withConfigLocation(own, ['data'], () =>
    datasetOf(config, datasetKey, files, services.cache),
  );
  const recorder = new Recorder(
    emptyResult(config, {
      backend: backend.backend,
      version: backend.version,
      seed: config.seed,
      recurrentKernel: kernelNameFor(config.model.layers, backend.kernel, config.training.batchSize),
    }),
    { started: () => undefined, progress: () => undefined, delta: (delta) => listener.delta(name, delta) },
  );
  const sourced = await withConfigLocation(own, ['data', 'source'], () => withSourceOf(config, dataset, false, signal));
  await runNetwork(
    sourced.config,
    { dataset: sourced.dataset, datasetKey, given, backend, services, input: own },
    recorder,
    new RunProgress(config, { progress: ({ fraction }) => listener.share(name, fraction) }),
    signal,
  );
}
