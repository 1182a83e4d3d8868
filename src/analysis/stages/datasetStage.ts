import type { AnalysisConfig } from '../../config/schema/config';
import type { Dataset } from '../../data/dataset';
import { loadDataset } from '../../data/loadDataset';
import type { StageCache } from '../cache/stageCache';
import type { FileContext } from '../cache/dataKey';

/** The config's sequences, from the cache where possible. @throws InputError where a file is wrong */
export async function datasetOf(
  config: AnalysisConfig,
  key: string,
  files: FileContext,
  cache: StageCache,
): Promise<{ output: Dataset; reused: boolean }> {
  const kept = await cache.read(key);
  if (isDataset(kept)) return { output: kept, reused: true };
  const output = await loadDataset(config.data, { ...files, samples: config.analysis.samples });
  await cache.write(key, output);
  return { output, reused: false };
}

function isDataset(value: unknown): value is Dataset {
  return typeof value === 'object' && value !== null && 'training' in value && 'heldOut' in value && 'exact' in value;
}
