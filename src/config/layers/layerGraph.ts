import type { NamedLayerConfig } from '../schema/layers';
import { headsOf, namesHeads } from './heads';
import { widthOf } from './layerTraits';

/** Widths before and after a layer, in units per step; `undefined` where they depend on a data file. */
export interface LayerWidths {
  /** Width of the concatenated inputs of the layer. */
  readonly read: number | undefined;
  /** Width of its output. */
  readonly own: number | undefined;
}

/**
 * The connections of a network. Layers are known by their indices, and the input by `graphInput`. The graph also exists
 * for a config with mistakes: it leaves out a name that cannot be read, and `networkProblems` reports it.
 */
export class LayerGraph {
  /** For every layer, its main input: the layer that `input` names, or the one before it. */
  readonly reads: readonly number[];
  /** For every layer, the layers that `skip` names. */
  readonly skips: readonly (readonly number[])[];
  /** For every critic, its companion: the input (of this or the next step), or an earlier layer. */
  readonly companions: readonly (number | undefined)[];
  /** For every layer, all layers that its output depends on, without itself. */
  readonly ancestors: readonly ReadonlySet<number>[];

  constructor(readonly layers: readonly NamedLayerConfig[]) {
    this.reads = layers.map((layer, index) => this.earlier(namedInput(layer), index) ?? index - 1);
    this.skips = layers.map((layer, index) => namedSkips(layer).flatMap((name) => this.earlier(name, index) ?? []));
    this.companions = layers.map((layer, index) => {
      if (layer.type !== 'infomax') return undefined;
      return layer.about === 'future' ? graphInput : this.earlier(layer.about, index);
    });
    const ancestors: Set<number>[] = [];
    for (const index of layers.keys()) {
      const sources = this.sources(index).filter((from) => from !== graphInput);
      ancestors.push(new Set(sources.flatMap((from) => [from, ...ancestors[from]])));
    }
    this.ancestors = ancestors;
  }

  /** All inputs of a layer: the main one, then its skips. */
  sources(index: number): readonly number[] {
    return [this.reads[index], ...this.skips[index]];
  }

  /** The layers whose main input is this layer. */
  readersOf(index: number): readonly number[] {
    return this.reads.flatMap((from, reader) => (from === index ? [reader] : []));
  }

  /** The name of a layer, 'X' for the input. */
  nameOf(index: number): string {
    return index === graphInput ? 'X' : this.layers[index].name;
  }

  /** Names of the layers that depend on a layer for which `kind` is true. */
  downstreamOf(kind: (layer: NamedLayerConfig) => boolean): ReadonlySet<string> {
    return new Set(
      this.layers
        .filter((_, index) => [...this.ancestors[index]].some((from) => kind(this.layers[from])))
        .map(({ name }) => name),
    );
  }

  /** The layers in `ends`, and all layers that they depend on. */
  withAncestors(ends: readonly number[]): ReadonlySet<number> {
    return new Set(ends.flatMap((index) => [index, ...this.ancestors[index]]));
  }

  /**
   * Names of the layers that a head for `target` depends on, with the head itself; `undefined` where the config names
   * no heads.
   */
  layersFeeding(target: string): ReadonlySet<string> | undefined {
    if (!namesHeads(this.layers)) return undefined;
    const heads = headsOf(this.layers).filter((head) => head.target === target);
    return new Set([...this.withAncestors(heads.map(({ index }) => index))].map((index) => this.nameOf(index)));
  }

  /** @param input features of an input step, `undefined` where the data file decides */
  widths(input: number | undefined): LayerWidths[] {
    const widths: LayerWidths[] = [];
    for (const [index, layer] of this.layers.entries()) {
      const read = this.sources(index)
        .map((from) => (from === graphInput ? input : widths[from].own))
        .reduce(plus);
      widths.push({ read, own: widthOf(layer, read) });
    }
    return widths;
  }

  /** The index of the layer with a name if layer `index` can read it: the input, or an earlier layer. */
  private earlier(name: string | undefined, index: number): number | undefined {
    if (name === undefined) return undefined;
    const from = name === 'X' ? graphInput : this.layers.findIndex((layer) => layer.name === name);
    return name === 'X' || (from >= 0 && from < index) ? from : undefined;
  }
}

/** The index that stands for the input. */
export const graphInput = -1;

/** The name of the main input in a layer's config. */
export const namedInput = (layer: NamedLayerConfig): string | undefined => ('input' in layer ? layer.input : undefined);

/** The names of the skip connections in a layer's config. */
export const namedSkips = (layer: NamedLayerConfig): readonly string[] => ('skip' in layer && layer.skip) || [];

const plus = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a + b;
