import { namesHeads } from '../../src/config/layers/heads';
import { type Scene } from '../model/scene';

/** The layers that a layer reads, where it is not the one before it: a branch of the network. */
export function branchOf(scene: Scene, place: number): string | undefined {
  const setting = scene.result.config.model.layers.find(({ name }) => name === scene.layers[place].name);
  const input = setting && 'input' in setting ? setting.input : undefined;
  return input === (place === 0 ? 'X' : scene.layers[place - 1].name) ? undefined : input;
}

/** 'X → memory → z → copy → Y · z → rebuild → X': every branch from its start, heads with their targets. */
export function chainText(scene: Scene, hasTarget: boolean): string {
  const chains: string[][] = [['X']];
  scene.layers.forEach(({ name }, place) => {
    const from = branchOf(scene, place);
    if (from !== undefined) chains.push([from]);
    const setting = scene.result.config.model.layers.find((layer) => layer.name === name);
    chains.at(-1)?.push(name, ...(setting?.type === 'dense' && setting.head ? [setting.head.target] : []));
  });
  const named = namesHeads(scene.result.config.model.layers);
  if (hasTarget && !named) chains.at(-1)?.push('Y');
  return chains.map((chain) => chain.join(' → ')).join(' · ');
}
