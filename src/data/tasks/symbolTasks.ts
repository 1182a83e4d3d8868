import type { DataConfig } from '../../config/schema/data';
import { copyMemory } from './copyMemory';
import { inductionHead } from './inductionHead';
import { mqar } from './mqar';
import { selectiveCopy } from './selectiveCopy';
import type { SymbolTask } from './symbolTask';

/** Configs of tasks whose inputs are symbols of a known law that determine their targets. */
export type SymbolTaskConfig = Extract<DataConfig, { task: 'copyMemory' | 'mqar' | 'selectiveCopy' | 'inductionHead' }>;

/** The task of a config. */
export function symbolTaskOf(config: SymbolTaskConfig): SymbolTask {
  switch (config.task) {
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
