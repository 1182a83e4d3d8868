import type { DataConfig } from '../config/schema/data';
import { namedSource } from './source/sourceOf';
import { discreteSequences } from './sequences';
import { drawAdding } from './tasks/adding';
import { drawAutomaton } from './tasks/automaton';
import { drawDelayedCopy } from './tasks/delayedCopy';
import { drawGaussianNoise } from './tasks/gaussianNoise';
import { drawGaussianProcess } from './tasks/gaussianProcess';
import { drawMarkov } from './tasks/markov';
import { drawParity } from './tasks/parity';
import { type DrawSet, forEachSequence } from './tasks/sampling';
import { drawSeries } from './tasks/seriesTasks';
import type { SymbolSource } from './tasks/symbolSource';
import { drawSymbolTask } from './tasks/symbolTask';
import { symbolTaskOf } from './tasks/symbolTasks';

/**
 * Draws further sequences, with their targets, from the law of a generated task; without them from the law that a
 * config names for inputs from files; undefined for files whose law nobody knows.
 */
export function freshSequences(config: DataConfig, signal?: AbortSignal): DrawSet | undefined {
  switch (config.task) {
    case 'delayedCopy':
      return drawDelayedCopy(config, signal);
    case 'parity':
      return drawParity(config, signal);
    case 'markov':
      return drawMarkov(config, signal);
    case 'automaton':
      return drawAutomaton(config, signal);
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
