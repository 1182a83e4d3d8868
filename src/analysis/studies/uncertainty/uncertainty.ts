import { sentence } from '../../../base/sentence';
import { InputError } from '../../../base/userError';
import type { AnalysisConfig } from '../../../config/schema/config';
import type { Dataset, Targets } from '../../../data/dataset';
import { isPadded } from '../../../data/realSteps';
import type { Model } from '../../../models/model';
import { inOrder, isNetworkTrial, jobsOfModel } from '../networkTrial';
import { study, type StudyContext } from '../study';
import { seedOf, trained } from '../trained';
import { documentOf } from './document';
import { judged } from './judged';
import { isUncertaintyOutcome, type UncertaintyOutcome } from './outcome';
import { answered, beginnings, doubtOf } from './reading';
import { uncertaintySayings as sayings } from './sayings';

/** Steps at which the doubt about a target at the end is looked at, spread evenly. */
const mostSteps = 12;

/**
 * The model, trained for every seed, and read with dropout on: how much of the doubt is of the data and how much of the
 * network, whether confidence is calibrated, and whether doubt tells wrong answers.
 */
export const uncertainty = study({
  settings: (config) => ({ samples: config.uncertainty?.samples }),
  plan: ({ config, dataset }) => {
    classTargets(dataset);
    return Promise.resolve({ jobs: jobsOfModel(config, config.uncertainty?.seeds) });
  },
  isTrial: isNetworkTrial,
  isOutcome: isUncertaintyOutcome,
  run: async (_trial, repetition, context) => ({ uncertainty: await found(repetition, context) }),
  document: (finished, { config, dataset }) => ({
    uncertainty: inOrder(finished, config).map(({ repetition, outcome }) =>
      documentOf(outcome.uncertainty, repetition, config, dataset),
    ),
  }),
  sayings,
});

/** The targets Y of the held-out sequences. @throws InputError where they are no classes */
function classTargets({ heldOut: { targets } }: Dataset): Targets & { readonly alphabet: number } {
  if (targets?.symbols === undefined || targets.alphabet === undefined)
    throw new InputError(
      sentence('"uncertainty" is about classes, and these targets are values. Remove it.'),
      undefined,
      undefined,
      ['uncertainty'],
    );
  return { ...targets, alphabet: targets.alphabet };
}

async function found(repetition: number, context: StudyContext): Promise<UncertaintyOutcome['uncertainty']> {
  const { dataset, given, signal } = context;
  const config = { ...context.config, seed: seedOf(context.config, repetition) };
  const targets = classTargets(dataset);
  const { model } = await trained(config, dataset, context, given?.weights);
  const { inputs } = dataset.heldOut;
  const doubt = await doubtOf(model, inputs, targets.alphabet, drawsOf(config), config.seed, signal);
  const earlier = targets.at === 'end' ? await beforeEnd(model, config, dataset, targets.alphabet, signal) : [];
  return judged(doubt, targets, answered(targets, inputs.length), earlier);
}

const drawsOf = ({ uncertainty: settings }: AnalysisConfig): number => settings?.samples ?? 0;

/** The mean doubt about a target at the end after a part of the steps. */
async function beforeEnd(
  model: Model,
  config: AnalysisConfig,
  { heldOut: { inputs } }: Dataset,
  classes: number,
  signal: AbortSignal,
): Promise<{ time: number; total: number; data: number; model: number }[]> {
  // A repetition has the length that it was built for; sequences of different lengths have no common beginning.
  if (isPadded(inputs) || config.model.layers.some(({ type }) => type === 'repeatVector')) return [];
  const count = Math.min(mostSteps, inputs.length);
  const times = Array.from({ length: count - 1 }, (_, i) => Math.round(((i + 1) * inputs.length) / count));
  const parts = [];
  for (const time of times) {
    const doubt = await doubtOf(model, beginnings(inputs, time), classes, drawsOf(config), config.seed, signal);
    const mean = (of: Float64Array): number => of.reduce((sum, nats) => sum + nats, 0) / of.length;
    parts.push({ time, total: mean(doubt.total), data: mean(doubt.data), model: mean(doubt.model) });
  }
  return parts;
}
