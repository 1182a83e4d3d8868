import type { Estimate } from '../../src/result/result';
import type { Scene } from '../model/scene';

/** The estimators that stand beside the main one in this run, in the config's order. */
export function alsoWithNames(scene: Scene): string[] {
  const present = new Set(
    scene.layers.flatMap(({ name }) => scene.index.alsoWith('inputInformation', name).map(({ beside }) => beside)),
  );
  return (scene.result.config.analysis.alsoWith ?? []).filter((name) => present.has(name));
}

/** The one whose plane is shown: the chosen one, or the first. */
export function shownAlsoWith(scene: Scene): string | undefined {
  const names = alsoWithNames(scene);
  return names.find((name) => name === scene.choices.beside) ?? names[0];
}

/** One quantity of one layer by one of them, by epoch; the newest where one was repeated. */
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
