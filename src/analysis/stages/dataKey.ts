import type { AnalysisConfig } from '../../config/schema/config';
import { hashDataFiles } from '../../data/dataFiles';
import { stageKey } from './key';

export interface FileContext {
  readonly configFolder: string;
  readonly dataRoots?: readonly string[];
  readonly seed: number;
  readonly signal?: AbortSignal;
}

/** Names the dataset by its config, its seed and the content of the files it is read from. */
export async function dataKey(config: AnalysisConfig, files: FileContext): Promise<string> {
  return stageKey('dataset', { data: config.data, seed: config.seed, files: await hashDataFiles(config.data, files, files.signal) });
}
