import { sentence, type Sentence, worded } from '../../base/sentence';
import { type RunConditions } from './runConditions';
import { UserError } from '../../base/userError';
import { pathInNetwork } from '../../config/layers/networks';
import { placeInConfig } from '../../config/readConfig';
import type { AnalysisConfig } from '../../config/schema/config';
import { ConfigError, withConfigLocation } from './failures';
import type { RunningBackend } from './runningBackend';
import type { AnalysisServices } from './services';
import { dataKey, type FileContext } from '../cache/dataKey';
import { givenWeights, type GivenWeights } from './givenWeights';

/**
 * Finds the data and the weights of a run that was started elsewhere, and checks that they are the same.
 * @throws ConfigError where the config's files are not here; UserError where they or the backend differ
 */
export async function verifyRunConditions(
  input: Parameters<typeof withConfigLocation>[0],
  config: AnalysisConfig,
  files: FileContext,
  conditions: RunConditions,
  services: AnalysisServices,
  what: 'sweep' | 'run',
): Promise<{ backend: RunningBackend; datasetKey: string; given: GivenWeights | undefined }> {
  const backend = await services.startBackend();
  const datasetKey = await withConfigLocation(input, ['data'], () => dataKey(config, files));
  const given = await withConfigLocation(input, ['model', 'weights'], () => givenWeights(config, files));
  if (backend.backend !== conditions.backend)
    throw new UserError(
      what === 'sweep'
        ? sentence(
            'The sweep was started on the backend "{0}", which does not run here: start it with --backend {1}.',
            conditions.backend,
            backend.backend,
          )
        : sentence(
            'The run was started on the backend "{0}", which does not run here: start it with --backend {1}.',
            conditions.backend,
            backend.backend,
          ),
    );
  if (datasetKey !== conditions.datasetKey)
    throw conditionError(
      input,
      ['data'],
      what === 'sweep'
        ? sentence('The data files here are not those that the sweep was started with.')
        : sentence('The data files here are not those that the run was started with.'),
    );
  if (given?.hash !== conditions.weightsHash)
    throw conditionError(
      input,
      ['model', 'weights'],
      what === 'sweep'
        ? sentence('The weights here are not those that the sweep was started with.')
        : sentence('The weights here are not those that the run was started with.'),
    );
  return { backend, datasetKey, given };
}

function conditionError(
  { configPath, configText, network }: Parameters<typeof withConfigLocation>[0],
  path: readonly string[],
  said: Sentence,
): ConfigError {
  const at = network === undefined ? path : pathInNetwork(network, path);
  return new ConfigError(configPath, [
    { severity: 'error', ...worded(said), path: at, range: placeInConfig(configText, at) },
  ]);
}
