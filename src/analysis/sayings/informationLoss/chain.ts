import { LayerGraph } from '../../../config/layers/layerGraph';
import { isStepwiseType } from '../../../config/layers/layerTraits';
import type { AnalysisConfig } from '../../../config/schema/config';
import type { LayerSummary } from '../../../result/result';

/** What an analysed layer reads, as far as it was analysed. */
export interface ChainLink {
  readonly layer: LayerSummary;
  /** Names of analysed layers, or 'X'; several where skip connections bring more than the layer before. */
  readonly reads: readonly string[];
  /**
   * What it holds at a step comes from what it reads at that step alone: nothing is remembered, and no other step
   * looked at.
   */
  readonly momentary: boolean;
}

/** All layers that read a layer, directly or through others. */
export function behind(chain: readonly ChainLink[], name: string): string[] {
  const reached = new Set([name]);
  for (const { layer, reads } of chain) if (reads.some((read) => reached.has(read))) reached.add(layer.name);
  return [...reached].slice(1);
}

/** The analysed layers with what each reads; layers without estimates (dropout) are seen through. */
export function chainOf(layers: readonly LayerSummary[], settings: AnalysisConfig['model']['layers']): ChainLink[] {
  const graph = new LayerGraph(settings);
  const readBy = new Map(
    settings.map(({ name }, index) => [name, graph.sources(index).map((from) => graph.nameOf(from))]),
  );
  // Recorded states have no config of their own: each is read by the next.
  const reads = new Map(layers.map(({ name }, i) => [name, readBy.get(name) ?? [i === 0 ? 'X' : layers[i - 1].name]]));
  const analysed = new Set(layers.filter((layer) => layer.analysed).map(({ name }) => name));
  const seenThrough = (name: string): readonly string[] =>
    name === 'X' || analysed.has(name) ? [name] : (reads.get(name) ?? []).flatMap(seenThrough);
  return layers
    .filter((layer) => layer.analysed)
    .map((layer) => ({
      layer,
      reads: [...new Set((reads.get(layer.name) ?? []).flatMap(seenThrough))],
      momentary: isStepwiseType(layer.type),
    }));
}
