import { dirname } from 'node:path';
import type { AnalysisConfig } from '../../config/schema/config';
import { hashDataFiles } from '../../data/dataFiles';
import { recordedLabels } from '../../data/recorded/recording';
import { stageKey } from './key';

export interface FileContext {
  readonly configFolder: string;
  readonly dataRoots?: readonly string[];
  readonly seed: number;
  readonly signal?: AbortSignal;
}

/** Where a config's files are looked for, and what reading them depends on. */
export function fileContext(
  input: { readonly configPath: string; readonly dataRoots?: readonly string[] | undefined },
  seed: number,
  signal: AbortSignal | undefined,
): FileContext {
  return {
    configFolder: dirname(input.configPath),
    seed,
    ...(input.dataRoots && { dataRoots: input.dataRoots }),
    ...(signal && { signal }),
  };
}

/** Names the dataset by its config, its seed and the content of the files it is read from. */
export async function dataKey(config: AnalysisConfig, files: FileContext): Promise<string> {
  const names = await recordedLabels(config.data, files);
  return stageKey('dataset', {
    data: ofSequences(config.data),
    seed: config.seed,
    files: await hashDataFiles(config.data, { ...files, samples: config.analysis.samples }),
    // Of recorded states only the analysed sequences are read.
    ...(config.data.task === 'activations' && { samples: config.analysis.samples }),
    ...(Object.keys(names).length > 0 && { names }),
  });
}

/**
 * The sequences of a recording do not depend on its epochs, of which a training that goes on has ever more; and no
 * sequences on what the config says of their law, or on the levels that a study reads them at.
 */
function ofSequences(data: AnalysisConfig['data']): AnalysisConfig['data'] {
  if (data.task !== 'activations' && data.corrupt?.levels)
    return ofSequences({ ...data, corrupt: { ...data.corrupt, levels: undefined } });
  if (data.task !== 'activations' && data.task !== 'file') return data;
  if (data.task === 'file') {
    const { source, ...others } = data;
    return others;
  }
  const { source, epochs, ...others } = data;
  return data.recording === undefined ? { ...others, ...(epochs && { epochs }) } : others;
}
