import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AnalysisConfig } from '../../config/schema/config';
import { resolveDataPath } from '../../data/files/dataPath';
import { readNpz } from '../../data/npy/npz';
import type { NamedWeights } from '../../models/model';
import type { FileContext } from '../cache/dataKey';

export interface GivenWeights {
  readonly weights: NamedWeights;
  /** Hash of the file's content, for the cache keys of what depends on it. */
  readonly hash: string;
}

/**
 * The weights that a config starts from, if it names any.
 * @throws InputError where the file is missing, lies outside the folders, or is no .npz
 */
export async function givenWeights(config: AnalysisConfig, files: FileContext): Promise<GivenWeights | undefined> {
  if (config.model.weights === undefined) return undefined;
  const path = await resolveDataPath(config.model.weights, files);
  const arrays = await readNpz(path);
  const weights = Object.fromEntries(
    [...arrays].map(([name, { shape, data }]) => [name, { shape, values: Float32Array.from(data) }]),
  );
  return {
    weights,
    hash: createHash('sha256')
      .update(await readFile(path))
      .digest('hex'),
  };
}
