import { Random } from '../../../base/random';
import { buildModel } from '../../../models/buildModel';
import type { NamedWeights } from '../../../models/model';
import type { Ranked } from '../ranking/rank';
import { rankMembers } from '../ranking/rankMembers';
import { studyKey } from '../studyKey';
import type { Score, StudyContext } from '../study';
import { seedOf, trained } from '../trained';
import { canRotate, principalRotation, rotatedSteps, type Rotation } from './rotation';
import { compressedLayer, isEmbedding, isTurned, withSize } from './smaller';
import { type UnitAxis, unitAxes, unitNorms } from './unitBlocks';
import { unitSteps } from './unitSteps';

/** The whole network of one repetition, and the orders in which its units are kept. */
export interface Base {
  readonly weights: NamedWeights;
  readonly score: Score;
  readonly ranking: readonly Ranked[];
  /** Units, the largest weights first. */
  readonly byNorm: readonly number[];
  readonly atRandom: readonly number[];
  /** Of an embedding that is turned: the coordinates that are ranked, in the order of their variance. */
  readonly turned?: Rotation;
}

/** Sequences by which units are ranked: neighbours take time in their square. */
const mostSamples = 1000;

/** What the ranking of the units depends on. */
export const rankingSettings = (config: StudyContext['config']): object => ({
  layer: config.compress?.layer,
  method: config.compress?.method,
  noise: config.analysis.noise,
  ...(isEmbedding(config) && { coordinates: isTurned(config) ? 'principal' : 'own' }),
});

const held = new WeakMap<StudyContext, Map<number, Promise<Base>>>();

/** Trains the network of a repetition and ranks its units, once for all trials, or takes both from the cache. */
export function baseOf(repetition: number, context: StudyContext): Promise<Base> {
  const bases = held.get(context) ?? new Map<number, Promise<Base>>();
  held.set(context, bases);
  const known = bases.get(repetition) ?? keptOrMade(repetition, context);
  bases.set(repetition, known);
  return known;
}

async function keptOrMade(repetition: number, context: StudyContext): Promise<Base> {
  const key = studyKey('compress', { base: repetition, ...rankingSettings(context.config) }, context);
  const kept = await context.cache.read(key);
  if (isBase(kept)) return kept;
  const base = await made(repetition, context);
  await context.cache.write(key, base);
  return base;
}

async function made(repetition: number, context: StudyContext): Promise<Base> {
  const { dataset, given, backend, signal } = context;
  const config = { ...context.config, seed: seedOf(context.config, repetition) };
  const { analysis, compress, seed } = config;
  const { score, weights } = await trained(config, dataset, context, given?.weights);
  const model = buildModel(config, dataset, backend.kernel);
  model.setWeights(weights);
  const samples = Math.min(mostSamples, dataset.training.inputs.samples);
  const states = await model.activations(dataset.training, samples, seed, signal);
  const own = states.find(({ layer }) => layer === compress?.layer);
  if (!own) throw new Error('A layer that can be compressed has states.');
  const steps = unitSteps(own, dataset, analysis.noise.variance, seed);
  const { units } = compressedLayer(config);
  const axes = axesOf(weights, context);
  const turned =
    isTurned(config) && canRotate(weights, axes, own.layer) ? await principalRotation(steps, signal) : undefined;
  const ranking = await rankMembers(turned ? rotatedSteps(steps, turned) : steps, compress?.method ?? 'gaussian', {
    ...context,
    config,
  });
  const norms = unitNorms(weights, axes, units);
  return {
    weights,
    score,
    ranking,
    byNorm: [...norms.keys()].sort((a, b) => norms[b] - norms[a] || a - b),
    atRandom: [...new Random(seed).fork('random units').permutation(units)],
    ...(turned && { turned }),
  };
}

/** Where the units stand in the arrays of the network. */
export function axesOf(weights: NamedWeights, { config, dataset, backend }: StudyContext): UnitAxis[] {
  const { units } = compressedLayer(config);
  const reduced = buildModel(withSize(config, units - 1), dataset, backend.kernel).weights();
  return unitAxes(weights, reduced, units, units - 1, config.compress?.layer ?? '');
}

const isBase = (value: unknown): value is Base =>
  typeof value === 'object' && value !== null && 'weights' in value && 'ranking' in value && 'byNorm' in value;
