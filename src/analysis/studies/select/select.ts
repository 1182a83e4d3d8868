import type { AnalysisConfig } from '../../../config/schema/config';
import { Random } from '../../../base/random';
import type { Ranked } from '../ranking/rank';
import { rankMembers } from '../ranking/rankMembers';
import { seedOf, trained } from '../trained';
import type { Study, StudyContext, StudyJob, Trial } from '../study';
import { withColumns } from './columns';
import { columnSteps } from './columnSteps';
import { columnsProblem, tooFewSequences } from './problem';

/**
 * Input columns ranked by their information about the target on the training sequences, and the network trained on the
 * best few, on as many random ones, and on all.
 */
export const select: Study = {
  // A trial names its columns.
  settings: () => ({}),
  plan: async (context) => {
    const { config, dataset } = context;
    const problem = columnsProblem(dataset, config);
    if (problem) throw problem;
    const steps = columnSteps(dataset);
    if (steps.length === 0) throw tooFewSequences();
    const ranking = await rankMembers(steps, config.select?.method ?? 'cmim', context);
    const jobs = Array.from({ length: config.select?.seeds ?? 0 }, (_, i) => jobOf(i + 1, ranking, context));
    return { jobs, ranking };
  },
  run: async ({ members = [] }, repetition, context) => {
    const config = { ...context.config, seed: seedOf(context.config, repetition) };
    const { score } = await trained(config, withColumns(context.dataset, members), context);
    return { score };
  },
  nameOf: (member, { training }) => training.inputs.columns?.[member] ?? String(member),
};

function jobOf(repetition: number, ranking: readonly Ranked[], { config, dataset }: StudyContext): StudyJob {
  const { features } = dataset.training.inputs;
  const order = [...new Random(seedOf(config, repetition)).fork('random columns').permutation(features)];
  const trials = countsOf(config, features).flatMap((size): Trial[] => [
    { method: 'information', size, members: ranking.slice(0, size).map(({ member }) => member) },
    { method: 'random', size, members: order.slice(0, size) },
  ]);
  const all = Array.from({ length: features }, (_, j) => j);
  return { study: 'select', repetition, trials: [...trials, { method: 'all', size: features, members: all }] };
}

/** The asked numbers of columns, ascending; powers of two below the number of all where none are asked. */
export function countsOf({ select: settings }: AnalysisConfig, features: number): number[] {
  const asked = settings?.counts ?? Array.from({ length: 10 }, (_, i) => 2 ** i);
  return [...new Set(asked)].filter((count) => count < features).sort((a, b) => a - b);
}
