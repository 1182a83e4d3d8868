import { networkView } from '../../src/result/networks';
import { sceneOf, type Scene } from './scene';

/** One network of a run, as if it were the run's only one. */
export interface NetworkScene {
  readonly name: string;
  readonly scene: Scene;
}

/** Every network of the run, the model first. */
export function networkScenes(scene: Scene): NetworkScene[] {
  const { result, index, choices, running } = scene;
  const beside = (result.networks ?? []).map((network): NetworkScene => {
    const own = sceneOf(index.ofNetwork(network), choices, running);
    // Made anew each time: what the whole document has learned meanwhile is in it.
    const view = networkView(result, network);
    return {
      name: network.name,
      scene: { ...own, result: view, unit: scene.unit, layers: view.layers.filter(({ analysed }) => analysed) },
    };
  });
  return [{ name: result.config.model.name ?? 'model', scene }, ...beside];
}

/** The layer that carries a network's past: the last that has a memory, a recurrent layer or a code. */
export function memoryLayer({ layers, index }: Scene): string | undefined {
  return layers.findLast(({ name }) => index.epochsOf('memory', name).length > 0)?.name;
}
