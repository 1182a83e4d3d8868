import type { NamedLayerConfig } from '../schema/layers';
import { headsOf, namesHeads } from './heads';
import { widthOf } from './layerTraits';

/** Widths around a layer, in units a step; `undefined` where they hang on a data file. */
export interface LayerWidths {
  /** Of all that the layer reads, side by side. */
  readonly read: number | undefined;
  /** Of what it hands on. */
  readonly own: number | undefined;
}

/**
 * Who reads whom in a network. Layers are known by their numbers, and the input by `graphInput`. The graph is there for
 * a config with mistakes too: a name that cannot be read counts as if it were not there, and is reported by
 * `networkProblems`.
 */
export class LayerGraph {
  /** For every layer the one that it reads first of all: the one that `input` names, or the one before it. */
  readonly reads: readonly number[];
  /** For every layer those that `skip` names. */
  readonly skips: readonly (readonly number[])[];
  /** For every critic what it compares with: the input (of this or the next step), or an earlier layer. */
  readonly companions: readonly (number | undefined)[];
  /** For every layer all layers that its output depends on, without itself. */
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

  /** All that a layer reads: the first of all, then its skips. */
  sources(index: number): readonly number[] {
    return [this.reads[index], ...this.skips[index]];
  }

  /** The layers that read a layer first of all. */
  readersOf(index: number): readonly number[] {
    return this.reads.flatMap((from, reader) => (from === index ? [reader] : []));
  }

  /** The name of a layer, 'X' for the input. */
  nameOf(index: number): string {
    return index === graphInput ? 'X' : this.layers[index].name;
  }

  /** Names of the layers that depend on a layer of a kind. */
  downstreamOf(kind: (layer: NamedLayerConfig) => boolean): ReadonlySet<string> {
    return new Set(
      this.layers
        .filter((_, index) => [...this.ancestors[index]].some((from) => kind(this.layers[from])))
        .map(({ name }) => name),
    );
  }

  /** The layers that some other layer depends on, and those layers themselves. */
  leadingTo(ends: readonly number[]): ReadonlySet<number> {
    return new Set(ends.flatMap((index) => [index, ...this.ancestors[index]]));
  }

  /**
   * Names of the layers that a head for `target` depends on, its own among them; `undefined` where no layer says that
   * it is a head.
   */
  layersFeeding(target: string): ReadonlySet<string> | undefined {
    if (!namesHeads(this.layers)) return undefined;
    const heads = headsOf(this.layers).filter((head) => head.target === target);
    return new Set([...this.leadingTo(heads.map(({ index }) => index))].map((index) => this.nameOf(index)));
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

  /** The number behind a name, where layer number `index` can read it: the input, or an earlier layer. */
  private earlier(name: string | undefined, index: number): number | undefined {
    if (name === undefined) return undefined;
    const from = name === 'X' ? graphInput : this.layers.findIndex((layer) => layer.name === name);
    return name === 'X' || (from >= 0 && from < index) ? from : undefined;
  }
}

/** The number that stands for the input. */
export const graphInput = -1;

/** The name that a layer gives for what it reads first of all. */
export const namedInput = (layer: NamedLayerConfig): string | undefined => ('input' in layer ? layer.input : undefined);

/** The names that a layer gives for what it reads besides. */
export const namedSkips = (layer: NamedLayerConfig): readonly string[] => ('skip' in layer && layer.skip) || [];

const plus = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a + b;
