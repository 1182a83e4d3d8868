import type { AccuracyTask } from './accuracyTask';
import { czyzTasks } from './czyz/tasks';
import { discreteTasks } from './discrete';
import { mixedTasks } from './mixed';
import { recurrentTasks } from './recurrent';

export type { AccuracyTask } from './accuracyTask';

/** Every task of the benchmark: the forty published ones first. */
export const tasks: readonly AccuracyTask[] = [...czyzTasks, ...discreteTasks, ...mixedTasks, ...recurrentTasks];
