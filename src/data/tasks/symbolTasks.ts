import type { DataConfig } from '../../config/schema/data';
import { automaton } from './automaton';
import { copyMemory } from './copyMemory';
import { delayedCopy } from './delayedCopy';
import { inductionHead } from './inductionHead';
import { mqar } from './mqar';
import { parity } from './parity';
import { selectiveCopy } from './selectiveCopy';
import type { SymbolTask } from './symbolTask';

/** Configs of tasks whose inputs are symbols of a known law that determine their targets. */
export type SymbolTaskConfig = Extract<
  DataConfig,
  { task: 'delayedCopy' | 'parity' | 'automaton' | 'copyMemory' | 'mqar' | 'selectiveCopy' | 'inductionHead' }
>;

/**
 * The task of a config.
 * @throws InputError where its targets would lie outside of its sequences
 */
export function symbolTaskOf(config: SymbolTaskConfig): SymbolTask {
  switch (config.task) {
    case 'delayedCopy':
      return delayedCopy(config);
    case 'parity':
      return parity(config);
    case 'automaton':
      return automaton(config);
    case 'copyMemory':
      return copyMemory(config);
    case 'mqar':
      return mqar(config);
    case 'selectiveCopy':
      return selectiveCopy(config);
    case 'inductionHead':
      return inductionHead(config);
  }
}
