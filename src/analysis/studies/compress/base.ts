import type { NamedWeights } from '../../../models/model';
import type { Ranked } from '../ranking/rank';
import { studyKey } from '../studyKey';
import type { Score } from '../score';
import type { StudyContext } from '../study';
import { seedOf, trained } from '../trained';
import { axesOf, byInformation, stepsOf } from './orders';
import { canRotate, principalRotation, rotatedSteps, type Rotation } from './rotation';
import { compressedLayer, isEmbedding, isTurned } from './smaller';

/** The whole network of one repetition, and the order in which its units are kept. */
export interface Base {
  readonly weights: NamedWeights;
  readonly score: Score;
  readonly ranking: readonly Ranked[];
  /** Of an embedding that is turned: the coordinates that are ranked, in the order of their variance. */
  readonly turned?: Rotation;
}

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
  const config = { ...context.config, seed: seedOf(context.config, repetition) };
  const { score, weights } = await trained(config, context.dataset, context, context.given?.weights);
  const whole = { size: compressedLayer(config).units, weights };
  const steps = await stepsOf(whole, config, context);
  const turns = isTurned(config) && canRotate(weights, axesOf(whole, config, context), config.compress?.layer ?? '');
  const turned = turns ? await principalRotation(steps, context.signal) : undefined;
  const ranking = await byInformation(turned ? rotatedSteps(steps, turned) : steps, config, context);
  return { weights, score, ranking, ...(turned && { turned }) };
}

const isBase = (value: unknown): value is Base =>
  typeof value === 'object' && value !== null && 'weights' in value && 'ranking' in value;
