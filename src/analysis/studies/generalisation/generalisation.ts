import { sentence } from '../../../base/sentence';
import { InputError } from '../../../base/userError';
import { hasRate } from '../../../config/layers/layerTraits';
import { withDropoutInstead, withoutBottlenecks } from '../../../config/layers/withoutBottleneck';
import type { AnalysisConfig } from '../../../config/schema/config';
import type { Dataset, SequenceSet } from '../../../data/dataset';
import { drawsCodes } from '../../../models/activations';
import type { Model } from '../../../models/model';
import type { GeneralisationPoint, GeneralisationWay } from '../../../result/studies';
import { natsIn } from '../../../result/units';
import { sweepBetas } from '../../sweep/betas';
import { codeRate } from '../../sweep/codeRate';
import { atBeta } from '../../sweep/runChain';
import { predicted, scoreOf } from '../predicted';
import { repetitionsOf } from '../networkTrial';
import { type Finished, study, type StudyContext } from '../study';
import { seedOf, trained } from '../trained';
import { halvesOf, someOf } from './halves';
import { type GeneralisationOutcome, isGeneralisationOutcome } from './outcome';
import { generalisationSayings as sayings } from './sayings';

/** The network with its bottleneck at a beta, with dropout of a rate in its place, or with neither; plain data. */
interface KeptBackTrial {
  readonly way: GeneralisationWay;
  readonly setting?: number;
}

const isKeptBack = (planned: object): planned is KeptBackTrial => 'way' in planned;

/** Repetitions and rates of dropout where the config names none. */
const usual = { seeds: 5, dropout: [0.1, 0.3, 0.5] };
/** Sequences by which the rate of a code is measured: densities of all pairs are looked at. */
const mostRated = 256;

/**
 * The network with its bottleneck at every beta, without it, and with dropout in its place, each trained for every seed
 * up to the epoch that is best on one half of the held-out sequences. The other half gives the figures. All trials are
 * independent of each other.
 */
export const generalisation = study({
  settings: ({ analysis: { noise } }) => ({ noise }),
  plan: ({ config, dataset }) => {
    halvesOf(dataset.heldOut);
    if (dataset.heldOut.targets?.alphabet === undefined) throw ofValues();
    const trials = trialsOf(config);
    const jobs = repetitionsOf(config.sweep?.seeds ?? usual.seeds).flatMap((repetition) =>
      trials.map((trial) => ({ repetition, trials: [trial] })),
    );
    return Promise.resolve({ jobs });
  },
  isTrial: isKeptBack,
  isOutcome: isGeneralisationOutcome,
  run: async (trial, repetition, context) => ({ generalised: await generalised(trial, repetition, context) }),
  document: (finished, { config }) => {
    const order = trialsOf(config);
    const place = ({ way, setting }: KeptBackTrial): number =>
      order.findIndex((one) => one.way === way && one.setting === setting);
    const own = finished.toSorted((a, b) => a.repetition - b.repetition || place(a.trial) - place(b.trial));
    return { generalisation: own.map((one) => pointOf(one, config)) };
  },
  sayings,
});

const ofValues = (): InputError =>
  new InputError(
    sentence('"select" chooses a beta by the cross-entropy of classes, and these targets are values. Remove it.'),
    undefined,
    undefined,
    ['sweep', 'select'],
  );

function trialsOf({ sweep }: AnalysisConfig): KeptBackTrial[] {
  const of = (way: GeneralisationWay, settings: readonly number[]): KeptBackTrial[] =>
    settings.map((setting) => ({ way, setting }));
  return [
    { way: 'plain' },
    ...of('bottleneck', sweep ? sweepBetas(sweep) : []),
    ...of('dropout', sweep?.dropout ?? usual.dropout),
  ];
}

async function generalised(
  trial: KeptBackTrial,
  repetition: number,
  context: StudyContext,
): Promise<GeneralisationOutcome['generalised']> {
  const { signal } = context;
  const { choosing, reported } = halvesOf(context.dataset.heldOut);
  const config = configOf(trial, { ...context.config, seed: seedOf(context.config, repetition) });
  const dataset: Dataset = { ...context.dataset, heldOut: choosing };
  const { model, epoch } = await trained(config, dataset, context);
  const draws = config.model.layers.some(hasRate);
  const loss = async ({ inputs, targets }: SequenceSet): Promise<number> => {
    if (targets?.alphabet === undefined) throw ofValues();
    const prediction = await predicted(model, inputs, targets.alphabet, draws, config.seed, signal);
    return scoreOf(prediction, targets).loss;
  };
  const rate = draws ? await rateOf(model, reported, config.seed, signal) : undefined;
  return {
    training: await loss(someOf(dataset.training, reported.inputs.samples)),
    choosing: await loss(choosing),
    reported: await loss(reported),
    ...(rate !== undefined && { rate }),
    epoch,
  };
}

/** The config of a trial, which ends at its best epoch. */
function configOf({ way, setting = 0 }: KeptBackTrial, config: AnalysisConfig): AnalysisConfig {
  const { model, training } = config;
  const stopped = { ...config, training: { ...training, keepBest: true } };
  const withLayers = (layers: AnalysisConfig['model']['layers']): AnalysisConfig => ({
    ...stopped,
    model: { ...model, layers },
  });
  switch (way) {
    case 'plain':
      return withLayers(withoutBottlenecks(model.layers));
    case 'dropout':
      return withLayers(withDropoutInstead(model.layers, setting));
    case 'bottleneck':
      return atBeta(stopped, setting);
  }
}

async function rateOf(model: Model, set: SequenceSet, seed: number, signal: AbortSignal): Promise<number | undefined> {
  const samples = Math.min(mostRated, set.inputs.samples);
  const code = (await model.activations(set, samples, seed, signal)).findLast(drawsCodes);
  return code && (await codeRate(code, samples, signal)).rate;
}

function pointOf(
  {
    repetition,
    trial: { way, setting },
    outcome: { generalised: found },
  }: Finished<KeptBackTrial, GeneralisationOutcome>,
  { analysis: { unit } }: AnalysisConfig,
): GeneralisationPoint {
  const { training, choosing, reported, rate, epoch } = found;
  return {
    way,
    ...(setting !== undefined && { setting }),
    repetition,
    training: natsIn(unit, training),
    choosing: natsIn(unit, choosing),
    reported: natsIn(unit, reported),
    ...(rate !== undefined && { rate: natsIn(unit, rate) }),
    epoch,
  };
}
