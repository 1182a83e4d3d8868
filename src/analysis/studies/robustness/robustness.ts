import { Random } from '../../../base/random';
import { modelName } from '../../../config/layers/networks';
import type { AnalysisConfig } from '../../../config/schema/config';
import { columnMoments } from '../../../data/corruption/columns';
import { corrupted } from '../../../data/corruption/corrupted';
import type { Dataset, Sequences } from '../../../data/dataset';
import type { RobustnessPoint } from '../../../result/studies';
import { natsIn } from '../../../result/units';
import { noisePlacement } from '../../../config/layers/layerTraits';
import type { Model } from '../../../models/model';
import { predicted, scoreOf } from '../predicted';
import { configOfTrial, inOrder, isNetworkTrial, jobsOfNetworks, type NetworkTrial } from '../networkTrial';
import { type Finished, study, type StudyContext } from '../study';
import { entropyOf, trained } from '../trained';
import { corruptionOf, levelsOf } from '../../../config/layers/corruptionLevels';
import { noiseKept } from './noiseKept';
import { isRobustnessOutcome, type LevelScore, type RobustnessOutcome } from './outcome';
import { robustnessSayings as sayings } from './sayings';
import { valuesLoss } from './valuesLoss';

/**
 * The model and the other networks of the config, each trained for every seed, on held-out sequences that are clean and
 * spoiled at every level. In one repetition all networks meet the same noise.
 */
export const robustness = study({
  settings: (config) => ({
    networks: config.networks,
    by: corruptionOf(config)?.by,
    levels: levelsOf(config),
    noise: config.analysis.noise,
  }),
  plan: ({ config }) => Promise.resolve({ jobs: jobsOfNetworks(config, config.robustness?.seeds) }),
  isTrial: isNetworkTrial,
  isOutcome: isRobustnessOutcome,
  run: async (trial, repetition, context) => ({ levels: await scores(trial, repetition, context) }),
  document: (finished, { config }) => ({
    robustness: inOrder(finished, config).flatMap((one) => pointsOf(one, config)),
  }),
  sayings,
});

/** The network trained with the repetition's seed, and scored at every level, clean first. */
async function scores(trial: NetworkTrial, repetition: number, context: StudyContext): Promise<LevelScore[]> {
  const { dataset, given, signal } = context;
  const isModel = trial.network === modelName(context.config);
  const config = configOfTrial(trial, repetition, context.config);
  const { model } = await trained(config, dataset, context, isModel ? given?.weights : undefined);
  const { by = 'noise' } = corruptionOf(config) ?? {};
  const moments = dataset.clean ?? columnMoments(dataset.training.inputs);
  const { inputs } = dataset.heldOut;
  const found = [await scoreAt(model, config, dataset, inputs, signal)];
  for (const level of levelsOf(context.config)) {
    // One stream for all levels and networks, so that they differ in the level alone.
    const random = new Random(config.seed).fork('robustness');
    const spoiled = corrupted(inputs, by, level, random, moments);
    const noise = await noiseKept(model, config, inputs, { by, level }, moments, signal);
    const score = await scoreAt(model, config, dataset, spoiled, signal);
    found.push({ level, ...score, ...(noise !== undefined && { noise }) });
  }
  return found;
}

async function scoreAt(
  model: Model,
  { model: { layers }, seed }: AnalysisConfig,
  { heldOut: { targets } }: Dataset,
  inputs: Sequences,
  signal: AbortSignal,
): Promise<LevelScore> {
  if (!targets) throw new Error('The config check lets no study through without a target.');
  if (targets.symbols === undefined || targets.alphabet === undefined)
    return { loss: valuesLoss(await model.outputs(inputs, 'Y', seed, false, signal), targets) };
  const draws = layers.some((layer) => noisePlacement(layer) !== undefined);
  const prediction = await predicted(model, inputs, targets.alphabet, draws, seed, signal);
  const { accuracy, loss } = scoreOf(prediction, targets);
  return { accuracy, loss, information: Math.max(0, entropyOf(targets.symbols) - loss) };
}

function pointsOf(
  { repetition, trial: { network }, outcome: { levels } }: Finished<NetworkTrial, RobustnessOutcome>,
  { analysis: { unit } }: AnalysisConfig,
): RobustnessPoint[] {
  return levels.map(({ level, accuracy, loss, information, noise }) => ({
    name: network,
    ...(level !== undefined && { level }),
    repetition,
    ...(accuracy !== undefined && { accuracy }),
    loss: accuracy === undefined ? loss : natsIn(unit, loss),
    ...(information !== undefined && { information: natsIn(unit, information) }),
    ...(noise !== undefined && { noise: natsIn(unit, noise) }),
  }));
}
