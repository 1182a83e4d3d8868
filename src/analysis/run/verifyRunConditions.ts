import { UserError } from '../../base/userError';
import { pathInNetwork } from '../../config/layers/networks';
import { placeInConfig } from '../../config/readConfig';
import type { AnalysisConfig } from '../../config/schema/config';
import { ConfigError, placed } from './failures';
import type { AnalysisServices, RunningBackend } from './services';
import { dataKey, type FileContext } from '../cache/dataKey';
import { givenWeights, type GivenWeights } from './givenWeights';

/** What the numbers depend on beside the config. A process elsewhere has to find the same, or refuse. */
export interface RunConditions {
  readonly backend: RunningBackend['backend'];
  /** Names the dataset by the content of its files. */
  readonly datasetKey: string;
  /** Of the file of weights that training starts from. */
  readonly weightsHash?: string | undefined;
}

/**
 * Looks up here what a run was started with somewhere else.
 * @throws ConfigError where the config's files are not here; UserError where they or the backend are others
 */
export async function sameHere(
  input: Parameters<typeof placed>[0],
  config: AnalysisConfig,
  files: FileContext,
  conditions: RunConditions,
  services: AnalysisServices,
  what: 'sweep' | 'run',
): Promise<{ backend: RunningBackend; datasetKey: string; given: GivenWeights | undefined }> {
  const backend = await services.startBackend();
  const datasetKey = await placed(input, ['data'], () => dataKey(config, files));
  const given = await placed(input, ['model', 'weights'], () => givenWeights(config, files));
  if (backend.backend !== conditions.backend)
    throw new UserError(
      `The ${what} was started on the backend "${conditions.backend}", which does not run here: start it ` +
        `with --backend ${backend.backend}.`,
    );
  if (datasetKey !== conditions.datasetKey)
    throw placedHere(input, ['data'], `The data files here are not those that the ${what} was started with.`);
  if (given?.hash !== conditions.weightsHash)
    throw placedHere(input, ['model', 'weights'], `The weights here are not those that the ${what} was started with.`);
  return { backend, datasetKey, given };
}

function placedHere(
  { configPath, configText, network }: Parameters<typeof placed>[0],
  path: readonly string[],
  message: string,
): ConfigError {
  const at = network === undefined ? path : pathInNetwork(network, path);
  return new ConfigError(configPath, [{ severity: 'error', message, path: at, range: placeInConfig(configText, at) }]);
}
