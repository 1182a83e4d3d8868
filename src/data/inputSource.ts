import type { DataConfig } from '../config/schema/data';
import { automatonSource } from './tasks/automatonSource';
import { automatonOf } from './tasks/automatonTable';
import { markovSource } from './tasks/markovSource';
import { namedSource } from './source/sourceOf';
import { type SymbolSource, uniformSource } from './tasks/symbolSource';
import { symbolTaskOf } from './tasks/symbolTasks';

/** The source of a task's inputs where they are symbols of a known law; none of numbers, or of files without one. */
export function inputSource(config: DataConfig): SymbolSource | undefined {
  switch (config.task) {
    case 'delayedCopy':
      return uniformSource(config.symbols, config.length);
    case 'parity':
      return uniformSource(2, config.length);
    case 'markov':
      return markovSource(config);
    case 'automaton':
      return automatonSource(automatonOf(config), config.length);
    case 'copyMemory':
    case 'mqar':
    case 'selectiveCopy':
    case 'inductionHead':
      return symbolTaskOf(config).source;
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
