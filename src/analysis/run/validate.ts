import { configOfNetwork, networkNames } from '../../config/layers/networks';
import { readConfig } from '../../config/readConfig';
import type { ConfigProblem } from '../../config/text/configReading';
import { isGenerated } from '../../config/schema/data';
import { loadDataset } from '../../data/loadDataset';
import { withRecording } from '../../data/recorded/recording';
import type { AnalysisInput } from './analysisInput';
import { ConfigError, withConfigLocation } from './failures';
import { fileContext } from '../cache/dataKey';
import { givenWeights } from './givenWeights';

/** Every problem of a config and of the files that it reads. Nothing is trained, and TensorFlow is not needed. */
export async function validateConfig(input: AnalysisInput, signal?: AbortSignal): Promise<readonly ConfigProblem[]> {
  const { config, problems } = readConfig(input.configText);
  if (!config) return problems;
  const files = fileContext(input, config.seed, signal);
  try {
    if (!isGenerated(config.data))
      await withConfigLocation(input, ['data'], async () =>
        loadDataset(await withRecording(config.data, files), files),
      );
    await withConfigLocation(input, ['model', 'weights'], () => givenWeights(config, files));
    for (const network of networkNames(config)) {
      await withConfigLocation({ ...input, network }, ['model', 'weights'], () =>
        givenWeights(configOfNetwork(config, network), files),
      );
    }
  } catch (failure) {
    if (failure instanceof ConfigError) return [...problems, ...failure.problems];
    throw failure;
  }
  return problems;
}
