import type { Study, StudyJob, Trial } from '../study';
import { seedOf, trained } from '../trained';
import { axesOf, type Base, baseOf, rankingSettings } from './base';
import { compressedLayer, sizesAsked, withSize } from './smaller';
import { withUnits } from './unitBlocks';

/**
 * The trained network with fewer units in one layer, trained a little longer: units chosen by what they tell about the
 * target on the training sequences, by the size of their weights, and at random.
 */
export const compress: Study = {
  settings: (config) => ({ ...rankingSettings(config), epochs: config.compress?.epochs }),
  plan: ({ config }) => {
    const { units } = compressedLayer(config);
    const trials = [
      { method: 'all' as const, size: units },
      ...sizesAsked(config).flatMap((size): Trial[] =>
        (['information', 'magnitude', 'random'] as const).map((method) => ({ method, size })),
      ),
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
    if (trial.method === 'all') return { score: base.score, ranking: base.ranking };
    const { dataset } = context;
    const config = { ...context.config, seed: seedOf(context.config, repetition) };
    const kept = orderOf(base, trial.method).slice(0, trial.size);
    const { units } = compressedLayer(config);
    const start = withUnits(base.weights, axesOf(base.weights, context), units, kept);
    const epochs = config.compress?.epochs ?? Math.max(1, Math.round(config.training.epochs / 4));
    const smaller = { ...withSize(config, trial.size), training: { ...config.training, epochs } };
    const { score, weights } = await trained(smaller, dataset, context, start);
    return { score, ...(trial.method === 'information' && repetition === 1 && { weights }) };
  },
  nameOf: String,
};

function orderOf({ ranking, byNorm, atRandom }: Base, method: Exclude<Trial['method'], 'all'>): readonly number[] {
  switch (method) {
    case 'information':
      return ranking.map(({ member }) => member);
    case 'magnitude':
      return byNorm;
    case 'random':
      return atRandom;
  }
}
