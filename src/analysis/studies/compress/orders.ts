import { Random } from '../../../base/random';
import type { AnalysisConfig } from '../../../config/schema/config';
import { buildModel } from '../../../models/buildModel';
import type { NamedWeights } from '../../../models/model';
import type { RankedStep } from '../ranking/pairwise';
import type { Ranked } from '../ranking/rank';
import { rankMembers } from '../ranking/rankMembers';
import type { StudyContext } from '../study';
import { withSize } from './smaller';
import { type UnitAxis, unitAxes, unitNorms } from './unitBlocks';
import { unitSteps } from './unitSteps';

/** A network with `size` units in the compressed layer. */
export interface Sized {
  readonly size: number;
  readonly weights: NamedWeights;
}

/** Sequences by which units are ranked: neighbours take time in their square. */
const mostSamples = 1000;

/** The values of the units on the training sequences, beside present and coming targets. @throws CancelledError */
export async function stepsOf(
  { size, weights }: Sized,
  config: AnalysisConfig,
  { dataset, backend, signal }: StudyContext,
): Promise<RankedStep[]> {
  const { analysis, compress, seed } = config;
  const model = buildModel(withSize(config, size), dataset, backend.kernel);
  model.setWeights(weights);
  const samples = Math.min(mostSamples, dataset.training.inputs.samples);
  const states = await model.activations(dataset.training, samples, seed, signal);
  const own = states.find(({ layer }) => layer === compress?.layer);
  if (!own) throw new Error('A layer that can be compressed has states.');
  return unitSteps(own, dataset, analysis.noise.variance, seed);
}

/** Units by what they tell about these targets. @throws CancelledError */
export const byInformation = async (
  steps: readonly RankedStep[],
  config: AnalysisConfig,
  context: StudyContext,
): Promise<Ranked[]> => await rankMembers(steps, config.compress?.method ?? 'gaussian', { ...context, config });

/** The units, the largest weights first. */
export function byNorm(sized: Sized, config: AnalysisConfig, context: StudyContext): number[] {
  const norms = unitNorms(sized.weights, axesOf(sized, config, context), sized.size);
  return [...norms.keys()].sort((a, b) => norms[b] - norms[a] || a - b);
}

export const atRandom = (size: number, seed: number): number[] => [
  ...new Random(seed).fork('random units').permutation(size),
];

/** Where the units stand in the arrays of a network. */
export function axesOf(
  { size, weights }: Sized,
  config: AnalysisConfig,
  { dataset, backend }: Pick<StudyContext, 'dataset' | 'backend'>,
): UnitAxis[] {
  const reduced = buildModel(withSize(config, size - 1), dataset, backend.kernel).weights();
  return unitAxes(weights, reduced, size, size - 1, config.compress?.layer ?? '');
}
