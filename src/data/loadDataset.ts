import type { DataConfig } from '../config/schema/data';
import { withCorruption } from './corruption/withCorruption';
import type { Dataset } from './dataset';
import type { DataFolders } from './files/dataPath';
import { fileTask } from './files/fileTask';
import { activationsTask } from './recorded/activationsTask';
import { adding } from './tasks/adding';
import { gaussianNoise } from './tasks/gaussianNoise';
import { gaussianProcess } from './tasks/gaussianProcess';
import { textTask } from './text/textTask';
import { pairsTask } from './pairs/pairsTask';
import { markov } from './tasks/markov';
import { seriesDataset } from './tasks/seriesTasks';
import { symbolDataset } from './tasks/symbolTask';
import { symbolTaskOf } from './tasks/symbolTasks';
import { trialsDataset } from './tasks/trials/trials';

export interface LoadContext extends DataFolders {
  readonly seed: number;
  readonly signal?: AbortSignal;
  /** Sequences that are analysed: of recorded states only these are read. All where absent. */
  readonly samples?: number;
}

/**
 * Draws or reads the sequences of a config, with their exactly known values. The same seed gives the same sequences,
 * and the number of held-out sequences does not change the training ones.
 * @throws InputError where the config or a file is wrong, with the file and, in text files, the line and column;
 *   CancelledError
 */
export async function loadDataset(config: DataConfig, context: LoadContext): Promise<Dataset> {
  return withCorruption(await cleanDataset(config, context), config, context.seed);
}

async function cleanDataset(config: DataConfig, context: LoadContext): Promise<Dataset> {
  switch (config.task) {
    case 'markov':
      return markov(config, context);
    case 'delayedCopy':
    case 'parity':
    case 'automaton':
    case 'copyMemory':
    case 'mqar':
    case 'selectiveCopy':
    case 'inductionHead':
      return symbolDataset(symbolTaskOf(config), config, context);
    case 'adding':
      return adding(config, context);
    case 'narma':
    case 'mackeyGlass':
    case 'lorenz':
      return seriesDataset(config, context);
    case 'trials':
      return trialsDataset(config, context);
    case 'gaussianProcess':
      return gaussianProcess(config, context);
    case 'gaussianNoise':
      return gaussianNoise(config, context);
    case 'file':
      return fileTask(config, context);
    case 'text':
      return textTask(config, context);
    case 'pairs':
      return pairsTask(config, context);
    case 'activations':
      return activationsTask(config, context);
  }
}
