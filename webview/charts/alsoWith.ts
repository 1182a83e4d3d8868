import type { Estimate } from '../../src/result/result';
import type { Scene } from '../model/scene';

/** The additional estimators of this run, in the config's order. */
export function alsoWithNames(scene: Scene): string[] {
  const present = new Set(
    scene.layers.flatMap(({ name }) => scene.index.alsoWith('inputInformation', name).map(({ beside }) => beside)),
  );
  return (scene.result.config.analysis.alsoWith ?? []).filter((name) => present.has(name));
}

/** The additional estimator whose plane is shown: the chosen one, or the first. */
export function shownAlsoWith(scene: Scene): string | undefined {
  const names = alsoWithNames(scene);
  return names.find((name) => name === scene.choices.beside) ?? names[0];
}

/** One quantity of one layer by one additional estimator, by epoch; the newest of repeated ones. */
export function alsoWithByEpoch(
  scene: Scene,
  quantity: 'inputInformation' | 'outputInformation',
  layer: string,
  name: string,
): ReadonlyMap<number, Estimate> {
  return new Map(
    scene.index
      .alsoWith(quantity, layer)
      .filter(({ beside }) => beside === name)
      .map((estimate) => [estimate.epoch, estimate]),
  );
}
