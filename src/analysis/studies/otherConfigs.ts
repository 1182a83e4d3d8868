import type { AnalysisListener } from '../../result/progress';
import type { AnalysisResult } from '../../result/result';
import { configOfNetwork, networkNames } from '../../config/layers/networks';
import { withRecording } from '../../data/recorded/recording';
import { dataKey, fileContext } from '../cache/dataKey';
import { stageKey } from '../cache/key';
import type { AnalysisInput } from '../run/analysisInput';
import { parseConfig } from '../run/failures';
import { givenWeights } from '../run/givenWeights';
import type { AnalysisServices } from '../run/services';
import type { OtherConfigs } from './study';

type Run = (
  input: AnalysisInput,
  services: AnalysisServices,
  listener: AnalysisListener,
  signal: AbortSignal,
) => Promise<AnalysisResult>;

const nobody: AnalysisListener = { started: () => undefined, delta: () => undefined, progress: () => undefined };

/** @param run the analysis itself, which imports the studies and so cannot be imported here */
export function otherConfigs(
  input: AnalysisInput,
  services: AnalysisServices,
  run: Run,
  signal: AbortSignal,
): OtherConfigs {
  // A study has processes for its trials; each of these runs on its own core.
  const { runChains, runNetworks, runStudies, keepNetwork, keptStates, ...own } = services;
  const of = (configText: string): AnalysisInput => ({ ...input, configText });
  return {
    text: input.configText,
    filesOf: async (text) => {
      const config = parseConfig(of(text));
      const files = fileContext(input, config.seed, signal);
      const data = await withRecording(config.data, files);
      const configs = [config, ...networkNames(config).map((name) => configOfNetwork(config, name))];
      const weights = await Promise.all(configs.map(async (each) => (await givenWeights(each, files))?.hash));
      return stageKey('files of a config', { data: await dataKey({ ...config, data }, files), weights });
    },
    analyse: (text) => run(of(text), own, nobody, signal),
  };
}
