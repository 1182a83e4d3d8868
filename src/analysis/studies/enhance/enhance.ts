import { Random } from '../../../base/random';
import { corruptionOf } from '../../../config/layers/corruptionLevels';
import { configOfNetwork, modelName, networkNames } from '../../../config/layers/networks';
import type { AnalysisConfig } from '../../../config/schema/config';
import { columnMoments } from '../../../data/corruption/columns';
import { corrupted } from '../../../data/corruption/corrupted';
import { cleanTargets } from '../../../data/corruption/withCorruption';
import type { Dataset, SequenceSet } from '../../../data/dataset';
import type { EnhancePoint } from '../../../result/studies';
import { natsIn } from '../../../result/units';
import type { AnyStudy, EnhanceOutcome, NetworkTrial, StudyContext, StudyReport } from '../study';
import { seedOf, trained } from '../trained';
import { firstOf, nearness } from './measures';

/** Pictures of more steps or columns are not kept. */
const mostShown = 64;

/**
 * The model and the other networks of the config, each trained for every seed to give clean values back, and judged on
 * held-out sequences that are spoiled as the training sequences are.
 */
export const enhance: AnyStudy = {
  settings: (config) => ({ networks: config.networks, corrupt: corruptionOf(config) }),
  plan: ({ config }) => {
    const names = [modelName(config), ...networkNames(config)];
    const repetitions = Array.from({ length: config.enhance?.seeds ?? 0 }, (_, i) => i + 1);
    const jobs = repetitions.flatMap((repetition) =>
      names.map((network) => ({ study: 'enhance' as const, repetition, trials: [{ network }] })),
    );
    return Promise.resolve({ jobs });
  },
  run: async (trial, repetition, context) => {
    if (!('network' in trial)) throw new Error('"enhance" plans networks alone.');
    return { enhanced: await enhanced(trial.network, repetition, context) };
  },
  document: (reports, _ranking, { config }) => {
    const names = [modelName(config), ...networkNames(config)];
    const own = reports
      .filter(isEnhanced)
      .sort((a, b) => a.repetition - b.repetition || names.indexOf(a.trial.network) - names.indexOf(b.trial.network));
    return { enhance: own.map((report) => pointOf(report, config)) };
  },
};

type Report = StudyReport & { readonly trial: NetworkTrial; readonly outcome: EnhanceOutcome };

const isEnhanced = (report: StudyReport): report is Report => 'network' in report.trial && 'enhanced' in report.outcome;

async function enhanced(
  network: string,
  repetition: number,
  context: StudyContext,
): Promise<EnhanceOutcome['enhanced']> {
  const { signal } = context;
  const own = network === modelName(context.config) ? context.config : configOfNetwork(context.config, network);
  const config = { ...own, seed: seedOf(own, repetition) };
  const dataset = { ...context.dataset, heldOut: spoiled(context.dataset, config) };
  const { model } = await trained(config, dataset, context);
  const { inputs, furtherTargets } = dataset.heldOut;
  const clean = furtherTargets?.get('clean');
  if (!clean) throw new Error('Spoiled sequences come with clean ones.');
  const outputs = await model.outputs(inputs, 'clean', config.seed, false, signal);
  const isSmall = clean.length <= mostShown && clean.features <= mostShown;
  return {
    before: nearness(inputs.values, clean),
    after: nearness(outputs, clean),
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
  { repetition, trial: { network }, outcome: { enhanced: found } }: Report,
  config: AnalysisConfig,
): EnhancePoint {
  const { before, after, picture } = found;
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
    ...(before.ssim !== undefined && { ssimBefore: before.ssim, vifBefore: before.vif }),
    ...(after.ssim !== undefined && { ssimAfter: after.ssim, vifAfter: after.vif }),
    ...(picture && { picture }),
  };
}
