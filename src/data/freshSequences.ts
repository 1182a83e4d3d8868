import type { DataConfig } from '../config/schema/data';
import { drawAdding } from './tasks/adding';
import { drawAutomaton } from './tasks/automaton';
import { drawCopyMemory } from './tasks/copyMemory';
import { drawDelayedCopy } from './tasks/delayedCopy';
import { drawGaussianNoise } from './tasks/gaussianNoise';
import { drawGaussianProcess } from './tasks/gaussianProcess';
import { drawMarkov } from './tasks/markov';
import { drawMqar } from './tasks/mqar';
import { drawParity } from './tasks/parity';
import type { DrawSet } from './tasks/sampling';

/**
 * Draws further sequences, with their targets, from the law of a generated task; undefined for data of files, whose law
 * nobody knows.
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
      return drawCopyMemory(config, signal);
    case 'mqar':
      return drawMqar(config, signal);
    case 'adding':
      return drawAdding(config, signal);
    case 'gaussianProcess':
      return drawGaussianProcess(config, signal);
    case 'gaussianNoise':
      return drawGaussianNoise(config, signal);
    case 'file':
    case 'text':
    case 'activations':
      return undefined;
  }
}
