import { LayerGraph } from '../../src/config/layers/layerGraph';
import { namesHeads } from '../../src/config/layers/heads';
import { type Scene } from '../model/scene';

/** The layer that a layer reads, where it is not the one before it: a branch of the network. */
export function branchOf(scene: Scene, place: number): string | undefined {
  const { layers } = scene.result.config.model;
  const graph = new LayerGraph(layers);
  const shown = new Set(scene.layers.map(({ name }) => name));
  let at = layers.findIndex(({ name }) => name === scene.layers[place].name);
  if (at < 0) return undefined;
  // Layers without estimates of their own (dropout) hand on what they read.
  do at = graph.reads[at];
  while (at >= 0 && !shown.has(graph.nameOf(at)));
  const input = graph.nameOf(at);
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
