import { developmentTasks } from './development/tasks';
import { families, type FamilyTask } from './familyTask';
import { heldOutTasks } from './heldOut/tasks';

/** Both halves, family by family. */
export const allFamilyTasks: readonly FamilyTask[] = [...developmentTasks, ...heldOutTasks].sort(
  (a, b) => families.indexOf(a.family) - families.indexOf(b.family),
);
