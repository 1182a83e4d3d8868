import { buildModel } from '../../../models/buildModel';
import { lossBetween } from '../predicted';
import { choosing, type Choice } from '../choosing';
import { repetitionsOf } from '../networkTrial';
import type { StudyContext } from '../study';
import { seedOf } from '../trained';
import { type Base, baseOf, rankingSettings } from './base';
import { codedSizes } from './codedSizes';
import { type Cut, cutAlong, waysTo } from './cutting';
import { lessonsOf } from './lessons';
import { axesOf, type Sized } from './orders';
import { withRotation } from './rotation';
import { compressSayings as sayings } from './sayings';
import { compressedLayer, isTurned, sizesAsked, withSize } from './smaller';

/**
 * The trained network with fewer units in one layer, trained on to say what the whole one says: units chosen by what
 * they tell about the target on the training sequences, by the size of their weights, and at random. An embedding is
 * turned into its principal components first, of which those are kept that tell most about the target, or those of
 * most variance.
 */
export const compress = choosing({
  name: 'compress',
  settings: (config) => ({ ...rankingSettings(config), epochs: config.compress?.epochs }),
  plan: ({ config }) => {
    const { units } = compressedLayer(config);
    const ways = ['information', 'magnitude', ...(isTurned(config) ? (['principal'] as const) : []), 'random'] as const;
    const trials = [
      { method: 'all' as const, size: units },
      ...sizesAsked(config).flatMap((size): Choice[] => ways.map((method) => ({ method, size }))),
    ];
    return Promise.resolve({
      jobs: repetitionsOf(config.compress?.seeds).map((repetition) => ({ repetition, trials })),
    });
  },
  run: async (trial, repetition, context) => {
    const base = await baseOf(repetition, context);
    const own = { ...context.config, seed: seedOf(context.config, repetition) };
    const { method, size } = trial;
    if (method === 'all') {
      const sizes = await codedSizes(own, base.weights, context);
      return { score: { ...base.score, ...sizes }, ranking: base.ranking };
    }
    const { score, weights } = await bestCut(method, size, base, own, context);
    const sizes = await codedSizes(withSize(own, size), weights, context);
    return { score: { ...score, ...sizes }, ...(method === 'information' && repetition === 1 && { weights }) };
  },
  method: ({ compress: settings }) => settings?.method,
  nameOf: String,
  sayings,
});

/**
 * Of the ways to a size the one whose network is nearest to the whole one on spoiled sequences that none was trained
 * on. Neither labels nor held-out sequences have a say in it.
 */
async function bestCut(
  method: Exclude<Choice['method'], 'all'>,
  size: number,
  base: Base,
  config: StudyContext['config'],
  context: StudyContext,
): Promise<Cut> {
  const { dataset, backend, signal } = context;
  const { weights, ranking } = base;
  const { units } = compressedLayer(config);
  const epochs = config.compress?.epochs ?? Math.max(1, Math.round(config.training.epochs / 4));
  const whole = buildModel(config, dataset, backend.kernel);
  whole.setWeights(weights);
  const lessons = await lessonsOf(whole, config, dataset, signal);
  const ways = lessons ? waysTo(size, units) : [[size]];
  const start = startOf(base, method, config, context);
  let [best, least]: [Cut | undefined, number] = [undefined, Infinity];
  for (const way of ways) {
    const taught = lessons?.dataset ?? dataset;
    const cut = await cutAlong(way, method, start, ranking, epochs, config, { ...context, taught });
    if (!lessons || ways.length === 1) return cut;
    const loss = await lossBetween(cut.model, lessons.fresh, config.seed, signal);
    if (!best || loss < least) [best, least] = [cut, loss];
  }
  if (!best) throw new Error('There is a way to every size.');
  return best;
}

/** The whole network, its embedding turned where the way of choosing asks for it. */
function startOf(
  { weights, turned }: Base,
  method: Choice['method'],
  config: StudyContext['config'],
  context: StudyContext,
): Sized {
  const whole = { size: compressedLayer(config).units, weights };
  if (!turned || (method !== 'information' && method !== 'principal')) return whole;
  const axes = axesOf(whole, config, context);
  return { ...whole, weights: withRotation(weights, axes, config.compress?.layer ?? '', turned) };
}
