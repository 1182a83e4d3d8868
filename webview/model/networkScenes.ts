import { nameOfModel } from '../../src/result/networks';
import { sceneOf, type Scene } from './scene';

/** One network of a run, in the form of a run with only that network. */
export interface NetworkScene {
  readonly name: string;
  readonly scene: Scene;
}

/** Every network of the run, the model first. */
export function networkScenes(scene: Scene): NetworkScene[] {
  const { result, index, choices, running } = scene;
  const alsoThere = (result.networks ?? []).map((network): NetworkScene => ({
    name: network.name,
    scene: { ...sceneOf(index.ofNetwork(network), choices, running), unit: scene.unit },
  }));
  return [{ name: nameOfModel(result), scene }, ...alsoThere];
}
