import type { AnalysisConfig } from '../../../config/schema/config';
import { Random } from '../../../base/random';
import type { Ranked } from '../ranking/rank';
import { rankMembers } from '../ranking/rankMembers';
import { seedOf, trained } from '../trained';
import { choosing, type Choice } from '../choosing';
import { repetitionsOf } from '../networkTrial';
import type { PlannedJob, StudyContext } from '../study';
import { withColumns } from './columns';
import { columnSteps } from './columnSteps';
import { columnsProblem, tooFewSequences } from './problem';
import { selectSayings as sayings } from './sayings';

/**
 * Input columns ranked by their information about the target on the training sequences, and the network trained on the
 * best few, on as many random ones, and on all.
 */
export const select = choosing({
  name: 'select',
  // A trial names its columns.
  settings: () => ({}),
  problem: columnsProblem,
  plan: async (context) => {
    const { config, dataset } = context;
    const steps = columnSteps(dataset);
    if (steps.length === 0) throw tooFewSequences();
    const ranking = await rankMembers(steps, config.select?.method ?? 'cmim', context);
    return { jobs: repetitionsOf(config.select?.seeds).map((each) => jobOf(each, ranking, context)), ranking };
  },
  run: async ({ members = [] }, repetition, context) => {
    const config = { ...context.config, seed: seedOf(context.config, repetition) };
    const { score } = await trained(config, withColumns(context.dataset, members), context);
    return { score };
  },
  method: ({ select: settings }) => settings?.method,
  nameOf: (member, { training }) => training.inputs.columns?.[member] ?? String(member),
  sayings,
});

function jobOf(repetition: number, ranking: readonly Ranked[], { config, dataset }: StudyContext): PlannedJob<Choice> {
  const { features } = dataset.training.inputs;
  const order = [...new Random(seedOf(config, repetition)).fork('random columns').permutation(features)];
  const trials = countsOf(config, features).flatMap((size): Choice[] => [
    { method: 'information', size, members: ranking.slice(0, size).map(({ member }) => member) },
    { method: 'random', size, members: order.slice(0, size) },
  ]);
  const all = Array.from({ length: features }, (_, j) => j);
  return { repetition, trials: [...trials, { method: 'all', size: features, members: all }] };
}

/** The asked numbers of columns, ascending; powers of two below the number of all where none are asked. */
export function countsOf({ select: settings }: AnalysisConfig, features: number): number[] {
  const asked = settings?.counts ?? Array.from({ length: 10 }, (_, i) => 2 ** i);
  return [...new Set(asked)].filter((count) => count < features).sort((a, b) => a - b);
}
