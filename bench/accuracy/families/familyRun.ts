import { sentence } from '../../../src/base/sentence';
import { InputError } from '../../../src/base/userError';
import { halves, type FamilyTask, type Half } from '../tasks/families/familyTask';
import { monteCarloTruth } from '../tasks/families/laws/law';
import { allFamilyTasks } from '../tasks/families/tasks';
import { readFamilyTask, readers, type FamilyOutcome } from './familyReading';

/**
 * The tasks of one half or of both; with `text`, those whose family or name holds it.
 * @throws InputError where there is no such half or no such task
 */
export function familyTasksNamed(half: string | undefined, text: string | undefined): FamilyTask[] {
  const wanted = half === undefined ? undefined : halfNamed(half);
  const chosen = allFamilyTasks.filter(
    (task) =>
      (wanted === undefined || task.half === wanted) &&
      (text === undefined || text.split(',').some((part) => task.family === part || task.name.includes(part))),
  );
  if (chosen.length === 0) throw new InputError(sentence('No task\'s name holds "{0}".', text ?? ''));
  return chosen;
}

function halfNamed(text: string): Half {
  const found = halves.find((half) => half === text);
  if (!found) throw new InputError(sentence('There is no half "{0}"; there are {1}.', text, halves.join(', ')));
  return found;
}

/** Reads every task with every reader, over seeds 1 ... `seeds`. */
export async function readFamilies(
  tasks: readonly FamilyTask[],
  seeds: number,
  progress: (text: string) => void,
): Promise<FamilyOutcome[]> {
  const outcomes: FamilyOutcome[] = [];
  for (const task of tasks)
    for (let seed = 1; seed <= seeds; seed++)
      for (const reader of readers) {
        progress(`${task.name} ${reader} ${seed}`);
        outcomes.push(await readFamilyTask(task, reader, seed));
      }
  return outcomes;
}

/** The truths that have no closed form, anew: the content of `truths.json`. */
export function renewedTruths(progress: (text: string) => void): Record<string, unknown> {
  return Object.fromEntries(
    allFamilyTasks
      .filter(({ closed }) => !closed)
      .map(({ name, law }) => {
        progress(name);
        const { nats, standardError } = monteCarloTruth(law, 1, { standardError: 0.0025 });
        return [name, { nats: Number(nats.toFixed(5)), standardError: Number(standardError.toFixed(5)) }];
      }),
  );
}
