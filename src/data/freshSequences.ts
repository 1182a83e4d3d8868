import type { DataConfig } from '../config/schema/data';
import { namedSource } from './source/sourceOf';
import { discreteSequences } from './sequences';
import { drawAdding } from './tasks/adding';
import { drawGaussianNoise } from './tasks/gaussianNoise';
import { drawGaussianProcess } from './tasks/gaussianProcess';
import { drawMarkov } from './tasks/markov';
import { type DrawSet, forEachSequence } from './tasks/sampling';
import { drawSeries } from './tasks/seriesTasks';
import type { SymbolSource } from './tasks/symbolSource';
import { drawSymbolTask } from './tasks/symbolTask';
import { symbolTaskOf } from './tasks/symbolTasks';
import { drawTrials } from './tasks/trials/trials';

/**
 * Draws further sequences, with their targets, from the law of a generated task; without them from the law that a
 * config names for inputs from files; undefined for files whose law nobody knows.
 */
export function freshSequences(config: DataConfig, signal?: AbortSignal): DrawSet | undefined {
  switch (config.task) {
    case 'markov':
      return drawMarkov(config, signal);
    case 'delayedCopy':
    case 'parity':
    case 'automaton':
    case 'copyMemory':
    case 'mqar':
    case 'selectiveCopy':
    case 'inductionHead':
      return drawSymbolTask(symbolTaskOf(config), signal);
    case 'adding':
      return drawAdding(config, signal);
    case 'narma':
    case 'mackeyGlass':
    case 'lorenz':
      return drawSeries(config, signal);
    case 'gaussianProcess':
      return drawGaussianProcess(config, signal);
    case 'gaussianNoise':
      return drawGaussianNoise(config, signal);
    case 'trials':
      return drawTrials(config, signal);
    case 'text':
    case 'pairs':
      return undefined;
    case 'file':
    case 'activations': {
      const named = namedSource(config);
      if (!named) return undefined;
      const draw = 'task' in named ? freshSequences(named.task, signal) : drawSymbols(named.symbols, signal);
      return draw && (async (random, samples) => ({ inputs: (await draw(random, samples)).inputs }));
    }
  }
}

function drawSymbols(source: SymbolSource, signal: AbortSignal | undefined): DrawSet {
  const { alphabet, length } = source;
  return async (random, samples) => {
    const symbols = new Int32Array(samples * length);
    await forEachSequence(samples, length * alphabet, signal, (sample) => {
      source.draw(random, symbols, sample * length);
    });
    return { inputs: discreteSequences(symbols, samples, length, alphabet) };
  };
}
