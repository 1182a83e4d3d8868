import { sentence } from '../../../base/sentence';
import { InputError } from '../../../base/userError';
import { hasRate } from '../../../config/layers/layerTraits';
import type { Dataset, SequenceSet, Targets } from '../../../data/dataset';
import { selectSequences } from '../../../data/sequences';
import { inOrder, isNetworkTrial, jobsOfModel } from '../networkTrial';
import { study, type StudyContext } from '../study';
import { seedOf, trained } from '../trained';
import { lastTargets } from './answers';
import { documentOf } from './document';
import { attributionOf } from './found';
import { momentsOf } from './moments';
import { type AttributionOutcome, isAttributionOutcome } from './outcome';
import { attributionSayings as sayings } from './sayings';

/**
 * The model, trained for every seed: noise is put on its inputs where its answers do not need them, so that what is
 * left says in which steps and columns the information is (Schulz et al. 2020).
 */
export const attribution = study({
  settings: ({ attribution: { by, beta, sequences } = {} }) => ({ by, beta, sequences }),
  plan: ({ config, dataset }) => {
    answeredSet(dataset, 1);
    return Promise.resolve({ jobs: jobsOfModel(config, config.attribution?.seeds) });
  },
  isTrial: isNetworkTrial,
  isOutcome: isAttributionOutcome,
  run: async (_trial, repetition, context) => ({ attributed: await found(repetition, context) }),
  document: (finished, { config, dataset }) => ({
    attribution: inOrder(finished, config).map(({ repetition, outcome }) =>
      documentOf(outcome.attributed, repetition, config, dataset),
    ),
  }),
  sayings,
});

/**
 * The first held-out sequences that have an answer.
 * @throws InputError where answers are no classes, or none is there
 */
function answeredSet(
  { heldOut: { inputs, targets } }: Dataset,
  most: number,
): { readonly set: SequenceSet & { readonly targets: Targets }; readonly classes: number } {
  if (targets?.symbols === undefined || targets.alphabet === undefined)
    throw new InputError(
      sentence('"attribution" is about classes, and these targets are values. Remove it.'),
      undefined,
      undefined,
      ['attribution'],
    );
  const places = lastTargets(targets);
  const rows = Int32Array.from(places.keys())
    .filter((row) => places[row] >= 0)
    .slice(0, most);
  if (rows.length === 0)
    throw new InputError(sentence('No held-out sequence has a target. Give more data.'), undefined, undefined, [
      'attribution',
    ]);
  return {
    set: { inputs: selectSequences(inputs, rows), targets: selectSequences(targets, rows) },
    classes: targets.alphabet,
  };
}

async function found(repetition: number, context: StudyContext): Promise<AttributionOutcome['attributed']> {
  const { dataset, given, signal } = context;
  const config = { ...context.config, seed: seedOf(context.config, repetition) };
  const { by, beta = 0, sequences = 0 } = config.attribution ?? {};
  const { set, classes } = answeredSet(dataset, sequences);
  const { model } = await trained(config, dataset, context, given?.weights);
  const { inputs } = dataset.training;
  return attributionOf(
    {
      ...{ model, set, classes, config, beta },
      moments: momentsOf(inputs),
      by: by ?? (inputs.symbols === undefined ? 'values' : 'steps'),
      stochastic: config.model.layers.some(hasRate),
      maps: repetition === 1,
    },
    signal,
  );
}
