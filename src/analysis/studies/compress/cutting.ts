import type { AnalysisConfig } from '../../../config/schema/config';
import type { StudyMethod } from '../../../result/studies';
import type { Model } from '../../../models/model';
import type { Ranked } from '../ranking/rank';
import type { Score } from '../score';
import type { StudyContext } from '../study';
import { trained } from '../trained';
import { atRandom, axesOf, byInformation, byNorm, stepsOf, type Sized } from './orders';
import { withSize } from './smaller';
import { withUnits } from './unitBlocks';

/** A network that was cut and trained again. */
export interface Cut extends Sized {
  readonly score: Score;
  readonly model: Model;
}

/**
 * The sizes on the way to a size: at once, or by halves, so that what is left can take over what was removed before
 * more is.
 */
export function waysTo(size: number, units: number): number[][] {
  const halves: number[] = [];
  for (let left = Math.floor(units / 2); left > size; left = Math.floor(left / 2)) halves.push(left);
  return halves.length === 0 ? [[size]] : [[size], [...halves, size]];
}

/** Epochs at each size of a way: a quarter of them on the way, and the others at its end. */
export function epochsAt(way: readonly number[], epochs: number): number[] {
  const before = Math.max(1, Math.round(epochs / 4 / Math.max(1, way.length - 1)));
  return way.map((_, i) => (i < way.length - 1 ? before : Math.max(1, epochs - before * (way.length - 1))));
}

/**
 * Removes units of the compressed layer down to each size in turn, and trains what is left.
 * @param ranking of the whole network's units
 * @param context with the data that the smaller networks learn from
 */
export async function cutAlong(
  way: readonly number[],
  method: Exclude<StudyMethod, 'all'>,
  whole: Sized,
  ranking: readonly Ranked[],
  epochs: number,
  config: AnalysisConfig,
  context: StudyContext & { readonly taught: StudyContext['dataset'] },
): Promise<Cut> {
  const orderOf = async (sized: Sized): Promise<readonly number[]> => {
    if (method === 'random') return atRandom(sized.size, config.seed);
    if (method === 'magnitude') return byNorm(sized, config, context);
    // Components stand in the order of their variance.
    if (method === 'principal') return [...Array(sized.size).keys()];
    const ranked =
      sized === whole ? ranking : await byInformation(await stepsOf(sized, config, context), config, context);
    return ranked.map(({ member }) => member);
  };
  const shares = epochsAt(way, epochs);
  let cut: Cut | undefined;
  for (const [i, size] of way.entries()) {
    const from = cut ?? whole;
    const kept = (await orderOf(from)).slice(0, size);
    const start = withUnits(from.weights, axesOf(from, config, context), from.size, kept);
    const smaller = { ...withSize(config, size), training: { ...config.training, epochs: shares[i] } };
    cut = { size, ...(await trained(smaller, context.taught, context, start)) };
  }
  if (!cut) throw new Error('A way has at least one size.');
  return cut;
}
