import type { AnalysisConfig } from '../../../config/schema/config';
import type { NamedWeights } from '../../../models/model';
import type { Study, StudyContext, StudyJob, Trial } from '../study';
import { seedOf, trained } from '../trained';
import { axesOf, type Base, baseOf, rankingSettings } from './base';
import { withRotation } from './rotation';
import { compressedLayer, isTurned, sizesAsked, withSize } from './smaller';
import { tableSize } from './tableSize';
import { withUnits } from './unitBlocks';

/**
 * The trained network with fewer units in one layer, trained a little longer: units chosen by what they tell about the
 * target on the training sequences, by the size of their weights, and at random. An embedding is turned into
 * its principal components first, of which those are kept that tell most about the target, or those of most variance.
 */
export const compress: Study = {
  settings: (config) => ({ ...rankingSettings(config), epochs: config.compress?.epochs }),
  plan: ({ config }) => {
    const { units } = compressedLayer(config);
    const ways = ['information', 'magnitude', ...(isTurned(config) ? (['principal'] as const) : []), 'random'] as const;
    const trials = [
      { method: 'all' as const, size: units },
      ...sizesAsked(config).flatMap((size): Trial[] => ways.map((method) => ({ method, size }))),
    ];
    const jobs = Array.from({ length: config.compress?.seeds ?? 0 }, (_, i): StudyJob => ({
      study: 'compress',
      repetition: i + 1,
      trials,
    }));
    return Promise.resolve({ jobs });
  },
  run: async (trial, repetition, context) => {
    const base = await baseOf(repetition, context);
    const own = { ...context.config, seed: seedOf(context.config, repetition) };
    if (trial.method === 'all') {
      const table = await tableSize(own, base.weights, context);
      return { score: { ...base.score, ...(table && { table }) }, ranking: base.ranking };
    }
    const start = startOf(base, trial, context);
    const epochs = own.compress?.epochs ?? Math.max(1, Math.round(own.training.epochs / 4));
    const smaller: AnalysisConfig = { ...withSize(own, trial.size), training: { ...own.training, epochs } };
    const { score, weights } = await trained(smaller, context.dataset, context, start);
    const table = await tableSize(smaller, weights, context);
    return {
      score: { ...score, ...(table && { table }) },
      ...(trial.method === 'information' && repetition === 1 && { weights }),
    };
  },
  nameOf: String,
};

/** The trained weights of the units that are kept, turned where the way of choosing asks for it. */
function startOf(base: Base, { method, size }: Trial, context: StudyContext): NamedWeights {
  const { turned, weights } = base;
  const { units } = compressedLayer(context.config);
  const axes = axesOf(weights, context);
  const rotation = method === 'information' || method === 'principal' ? turned : undefined;
  const whole = rotation ? withRotation(weights, axes, context.config.compress?.layer ?? '', rotation) : weights;
  return withUnits(whole, axes, units, orderOf(base, method).slice(0, size));
}

function orderOf({ ranking, byNorm, atRandom }: Base, method: Trial['method']): readonly number[] {
  switch (method) {
    case 'information':
      return ranking.map(({ member }) => member);
    case 'magnitude':
      return byNorm;
    case 'random':
      return atRandom;
    case 'principal':
    case 'all':
      // Components stand in the order of their variance.
      return [...byNorm.keys()];
  }
}
