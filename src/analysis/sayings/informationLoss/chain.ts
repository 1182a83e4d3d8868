import { LayerGraph } from '../../../config/layers/layerGraph';
import { isStepwiseType } from '../../../config/layers/layerTraits';
import type { AnalysisConfig } from '../../../config/schema/config';
import { recordedLayers } from '../../../data/recorded/recordedPaths';
import type { LayerSummary } from '../../../result/result';
import { recordedReads } from './recordedReads';

/** An analysed layer and the analysed layers that it reads. */
export interface ChainLink {
  readonly layer: LayerSummary;
  /** Names of analysed layers, or 'X'; several with skip connections. */
  readonly reads: readonly string[];
  /** Its state at a step depends only on what it reads at that step: it has no memory, and looks at no other step. */
  readonly momentary: boolean;
  /** Its state at the end is that of the first step: what reads it at another step has not read that. */
  readonly fromBehind: boolean;
}

/** All layers that read this layer, directly or through others. */
export function behind(chain: readonly ChainLink[], name: string): string[] {
  const reached = new Set([name]);
  // A recording may have its layers in any order.
  let before = 0;
  while (before < reached.size) {
    before = reached.size;
    for (const { layer, reads } of chain) if (reads.some((read) => reached.has(read))) reached.add(layer.name);
  }
  return [...reached].slice(1);
}

/** The analysed layers and what each reads; layers without estimates (dropout) are skipped over. */
export function chainOf(
  layers: readonly LayerSummary[],
  { model, data }: Pick<AnalysisConfig, 'model' | 'data'>,
): ChainLink[] {
  const graph = new LayerGraph(model.layers);
  const readBy = new Map(
    model.layers.map(({ name }, index) => [name, graph.sources(index).map((from) => graph.nameOf(from))]),
  );
  const recorded = data.task === 'activations' ? recordedLayers(data) : [];
  const { reads, fromBehind } = recordedReads(layers, readBy, recorded);
  const analysed = new Set(layers.filter((layer) => layer.analysed).map(({ name }) => name));
  const seenThrough = (name: string): readonly string[] =>
    name === 'X' || analysed.has(name) ? [name] : (reads.get(name) ?? []).flatMap(seenThrough);
  return layers
    .filter((layer) => layer.analysed)
    .map((layer) => ({
      layer,
      reads: [...new Set((reads.get(layer.name) ?? []).flatMap(seenThrough))],
      momentary: isStepwiseType(layer.type),
      fromBehind: fromBehind.has(layer.name),
    }));
}
