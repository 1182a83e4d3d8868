import { basename } from 'node:path';
import { dataShapeOf } from '../../config/layers/dataShape';
import type { AnalysisConfig } from '../../config/schema/config';
import { resolveDataPath } from '../../data/files/dataPath';
import { readWeights } from '../../data/weights/readWeights';
import type { FittedWeights } from '../../models/weights/fittedWeights';
import { weightsFor } from '../../models/weights/weightsFor';
import type { FileContext } from '../cache/dataKey';

export interface GivenWeights extends FittedWeights {
  /** Hash of the file's content, for the cache keys of what depends on it. */
  readonly hash: string;
}

/**
 * The weights that a config starts from, if it names any.
 * @throws InputError where the file is missing, lies outside the folders, or does not fit the layers
 */
export async function givenWeights(config: AnalysisConfig, files: FileContext): Promise<GivenWeights | undefined> {
  const { weights, layers } = config.model;
  // Those of recorded states are one file an epoch (`recordedNetwork`).
  if (weights === undefined || config.data.task === 'activations') return undefined;
  const { file, hash } = await readWeights(await resolveDataPath(weights, files));
  return { ...weightsFor(layers, file, dataShapeOf(config.data).input?.features, basename(weights)), hash };
}

/** The config with the settings of its layers that only the file of weights tells. */
export function withGiven(config: AnalysisConfig, given: GivenWeights | undefined): AnalysisConfig {
  return given ? { ...config, model: { ...config.model, layers: given.layers } } : config;
}
