import type { DataConfig } from '../config/schema/data';
import { markovSource } from './tasks/markovSource';
import { namedSource } from './source/sourceOf';
import type { SymbolSource } from './tasks/symbolSource';
import { symbolTaskOf } from './tasks/symbolTasks';
import { trialSource } from './tasks/trials/trials';

/** The source of a task's inputs where they are symbols of a known law; none of numbers, or of files without one. */
export function inputSource(config: DataConfig): SymbolSource | undefined {
  switch (config.task) {
    case 'markov':
      return markovSource(config);
    case 'delayedCopy':
    case 'parity':
    case 'automaton':
    case 'copyMemory':
    case 'mqar':
    case 'selectiveCopy':
    case 'inductionHead':
      return symbolTaskOf(config).source;
    case 'trials':
      return trialSource(config);
    case 'adding':
    case 'narma':
    case 'mackeyGlass':
    case 'lorenz':
    case 'gaussianProcess':
    case 'gaussianNoise':
    case 'text':
    case 'pairs':
      return undefined;
    case 'file':
    case 'activations': {
      const named = namedSource(config);
      return named && ('task' in named ? inputSource(named.task) : named.symbols);
    }
  }
}
