import { Random } from '../../../base/random';
import { corruptionOf } from '../../../config/layers/corruptionLevels';
import type { AnalysisConfig } from '../../../config/schema/config';
import { columnMoments } from '../../../data/corruption/columns';
import { corrupted } from '../../../data/corruption/corrupted';
import { cleanTargets } from '../../../data/corruption/withCorruption';
import type { Dataset, SequenceSet } from '../../../data/dataset';
import type { EnhancePoint } from '../../../result/studies';
import { natsIn } from '../../../result/units';
import { configOfTrial, inOrder, isNetworkTrial, jobsOfNetworks, type NetworkTrial } from '../networkTrial';
import { type Finished, study, type StudyContext } from '../study';
import { trained } from '../trained';
import { headsOf } from '../../../config/layers/heads';
import { leastInformation, predictedByHead, predictedByLines } from './leastInformation';
import { firstOf, nearness } from './measures';
import { type EnhanceOutcome, isEnhanceOutcome } from './outcome';
import { enhanceSayings as sayings } from './sayings';

/** Pictures of more steps or columns are not kept. */
const mostShown = 64;

/**
 * The model and the other networks of the config, each trained for every seed to give clean values back, and judged on
 * held-out sequences that are spoiled as the training sequences are.
 */
export const enhance = study({
  settings: (config) => ({ networks: config.networks, corrupt: corruptionOf(config) }),
  plan: ({ config }) => Promise.resolve({ jobs: jobsOfNetworks(config, config.enhance?.seeds) }),
  isTrial: isNetworkTrial,
  isOutcome: isEnhanceOutcome,
  run: async (trial, repetition, context) => ({ enhanced: await enhanced(trial, repetition, context) }),
  document: (finished, { config }) => ({ enhance: inOrder(finished, config).map((one) => pointOf(one, config)) }),
  sayings,
});

async function enhanced(
  trial: NetworkTrial,
  repetition: number,
  context: StudyContext,
): Promise<EnhanceOutcome['enhanced']> {
  const { signal } = context;
  const config = configOfTrial(trial, repetition, context.config);
  const dataset = { ...context.dataset, heldOut: spoiled(context.dataset, config) };
  const { model } = await trained(config, dataset, context);
  const { inputs, furtherTargets } = dataset.heldOut;
  const clean = furtherTargets?.get('clean');
  if (!clean) throw new Error('Spoiled sequences come with clean ones.');
  const given = await model.outputs(inputs, 'clean', config.seed, false, signal);
  const head = headsOf(config.model.layers).find(({ target }) => target === 'clean');
  const learned = head?.variance === 'learned' ? predictedByHead(given, clean.features) : undefined;
  const outputs = learned ? learned.means : given;
  const isSmall = clean.length <= mostShown && clean.features <= mostShown;
  return {
    before: nearness(inputs.values, clean),
    after: nearness(outputs, clean),
    leastBefore: await leastInformation(predictedByLines(inputs.values, clean), clean, signal),
    leastAfter: await leastInformation(learned ?? predictedByLines(given, clean), clean, signal),
    ...(isSmall &&
      repetition === 1 && {
        picture: {
          spoiled: firstOf(inputs.values, clean),
          enhanced: firstOf(outputs, clean),
          clean: firstOf(clean.values, clean),
        },
      }),
  };
}

/** The held-out sequences, spoiled at the level of the training sequences where they are clean. */
function spoiled({ heldOut, training, clean }: Dataset, config: AnalysisConfig): SequenceSet {
  const { by = 'noise', training: level = 0, heldOut: already } = corruptionOf(config) ?? {};
  if (already !== undefined) return heldOut;
  const moments = clean ?? columnMoments(training.inputs);
  const random = new Random(config.seed).fork('enhance');
  return {
    ...heldOut,
    inputs: corrupted(heldOut.inputs, by, level, random, moments),
    furtherTargets: cleanTargets(heldOut),
  };
}

function pointOf(
  { repetition, trial: { network }, outcome: { enhanced: found } }: Finished<NetworkTrial, EnhanceOutcome>,
  config: AnalysisConfig,
): EnhancePoint {
  const { before, after, leastBefore, leastAfter, picture } = found;
  const shown = (nats: number): number => natsIn(config.analysis.unit, nats);
  return {
    name: network,
    repetition,
    errorBefore: before.squaredError,
    errorAfter: after.squaredError,
    psnrBefore: before.psnr,
    psnrAfter: after.psnr,
    gain: after.psnr - before.psnr,
    psnrLine: before.linePsnr,
    informationBefore: shown(before.information),
    informationAfter: shown(after.information),
    leastBefore: shown(leastBefore),
    leastAfter: shown(leastAfter),
    ...(before.ssim !== undefined && { ssimBefore: before.ssim, vifBefore: before.vif }),
    ...(after.ssim !== undefined && { ssimAfter: after.ssim, vifAfter: after.vif }),
    ...(picture && { picture }),
  };
}
