import { InputError } from '../../base/userError';
import { corruptionProblem } from '../../config/checks/checkCorruption';
import { corruptionOf } from '../../config/layers/corruptionLevels';
import { dataShapeOf } from '../../config/layers/dataShape';
import { configOfNetwork, networkNames } from '../../config/layers/networks';
import { readConfig } from '../../config/readConfig';
import type { ConfigProblem } from '../../config/text/configReading';
import { isGenerated } from '../../config/schema/data';
import { askedStudies } from '../../config/schema/studies/studyNames';
import type { Dataset } from '../../data/dataset';
import { loadDataset } from '../../data/loadDataset';
import { withRecording } from '../../data/recorded/recording';
import { withSource } from '../../data/source/resolvedSource';
import { checkWeights } from '../../models/weights/checkWeights';
import type { AnalysisConfig } from '../../config/schema/config';
import type { AnalysisInput } from './analysisInput';
import { ConfigError, withConfigLocation } from './failures';
import { type FileContext, fileContext } from '../cache/dataKey';
import { recordedNetwork } from '../recorded/recordedNetwork';
import { studies } from '../studies/studies';
import { givenWeights, type GivenWeights } from './givenWeights';

/** Every problem of a config and of the files that it reads. Nothing is trained, and TensorFlow is not needed. */
export async function validateConfig(input: AnalysisInput, signal?: AbortSignal): Promise<readonly ConfigProblem[]> {
  const { config, problems } = readConfig(input.configText);
  if (!config) return problems;
  const files = fileContext(input, config.seed, signal);
  try {
    const dataset = isGenerated(config.data) ? undefined : await loaded(config, input, files);
    const shape = dataset?.training.inputs ?? shapeOf(config);
    await withConfigLocation(input, ['model', 'weights'], async () =>
      checkGiven(await givenWeights(config, files), shape),
    );
    for (const network of networkNames(config)) {
      await withConfigLocation({ ...input, network }, ['model', 'weights'], async () =>
        checkGiven(await givenWeights(configOfNetwork(config, network), files), shape),
      );
    }
  } catch (failure) {
    if (failure instanceof ConfigError) return [...problems, ...failure.problems];
    throw failure;
  }
  return problems;
}

/** The sequences of files, after checks of what the config says of their law, and of a recorded network's weights. */
async function loaded(config: AnalysisConfig, input: AnalysisInput, files: FileContext): Promise<Dataset> {
  const data = await withConfigLocation(input, ['data', 'recording'], () => withRecording(config.data, files));
  const dataset = await withConfigLocation(input, ['data'], () =>
    loadDataset(data, { ...files, samples: config.analysis.samples }),
  );
  await withConfigLocation(input, ['data'], () => checkAsked(config, dataset));
  await withConfigLocation(input, ['data', 'source'], () => withSource(data, dataset, config.seed, files.signal));
  await withConfigLocation(input, ['model', 'weights'], () => recordedNetwork({ ...config, data }, files));
  return dataset;
}

/** @throws InputError where a study, or spoiled sequences, ask of the data what these do not have */
function checkAsked(config: AnalysisConfig, dataset: Dataset): void {
  // Words of pairs are spoiled in ways of their own.
  const corruption = config.data.task === 'pairs' ? undefined : corruptionOf(config);
  const spoiling = corruption && corruptionProblem(corruption.by, dataset.training.inputs.symbols !== undefined);
  if (spoiling) throw new InputError(spoiling, undefined, undefined, ['data', 'corrupt', 'by']);
  for (const name of askedStudies(config)) {
    const problem = studies[name].problem?.(dataset, config);
    if (problem) throw problem;
  }
}

type InputShape = Parameters<typeof checkWeights>[2];

/** The shape of the input of generated data, where the config tells it. */
function shapeOf({ data }: AnalysisConfig): InputShape | undefined {
  const { input, length } = dataShapeOf(data);
  return input && length !== undefined ? { features: input.features, length } : undefined;
}

function checkGiven(given: GivenWeights | undefined, shape: InputShape | undefined): void {
  if (given && shape) checkWeights(given.layers, given.weights, shape);
}
