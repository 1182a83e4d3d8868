import type { NamedLayerConfig } from '../../../src/config/schema/layers';

/** Layers whose output at a step is made of their input at that step alone. */
const stepwise = new Set<string>([
  'dense',
  'embedding',
  'dropout',
  'bottleneck',
  'entropyBottleneck',
  'infomax',
  'layerNormalization',
]);

const cellOf = (layer: NamedLayerConfig) => (layer.type === 'bidirectional' ? layer.layer : layer);

const draws = (layer: NamedLayerConfig): 'recurrent' | 'readout' | undefined => {
  const cell = cellOf(layer);
  if (layer.type === 'bottleneck') return 'readout';
  if (layer.type === 'attention') return layer.bottleneck && 'recurrent';
  if ('bottleneck' in cell && cell.bottleneck) return 'recurrent';
  return 'noise' in cell ? cell.noise?.placement : undefined;
};

const seesAll = (layer: NamedLayerConfig): boolean =>
  layer.type === 'bidirectional' || layer.type === 'repeatVector' || (layer.type === 'attention' && !layer.causal);

/** What a network's states are made of, read off its layers: 'X' is the input. */
export class Wiring {
  constructor(private readonly layers: readonly NamedLayerConfig[]) {}

  has(name: string): boolean {
    return this.layers.some((layer) => layer.name === name);
  }

  /** The layer and all that it is computed from. */
  behind(name: string): NamedLayerConfig[] {
    const layer = this.layers.find((one) => one.name === name);
    if (!layer) return [];
    const found = new Set(this.inputsOf(layer).flatMap((input) => this.behind(input)));
    return [...found.add(layer)];
  }

  /** How many of the first steps of the input a state at a step is made of, the last one counted alone by 'one'. */
  reach(name: string): 'one' | 'past' | 'all' {
    const behind = this.behind(name);
    if (behind.some(seesAll)) return 'all';
    return behind.every(({ type }) => stepwise.has(type)) ? 'one' : 'past';
  }

  /** No draw is in both states, so that they are independent given the input. */
  shareOnlyInput(a: string, b: string): boolean {
    const other = this.behind(b);
    return !this.behind(a).some((layer) => draws(layer) !== undefined && other.includes(layer));
  }

  /** The same of a layer's states at two steps. */
  sharesOnlyInputInTime(name: string): boolean {
    return this.behind(name).every((layer) =>
      layer.name === name ? draws(layer) !== 'recurrent' : draws(layer) === undefined,
    );
  }

  /** Layers below through which a step of the layer sees all that it sees of the input, nothing but steps between. */
  allComesThrough(name: string): string[] {
    const found: string[] = [];
    let layer = this.layers.find((one) => one.name === name);
    while (layer && stepwise.has(layer.type)) {
      const inputs = this.inputsOf(layer);
      if (inputs.length !== 1) break;
      layer = this.layers.find((one) => one.name === inputs[0]);
      // A residual layer hands on its input beside its state.
      if (layer && !('residual' in layer && layer.residual)) found.push(layer.name);
    }
    return found;
  }

  private inputsOf(layer: NamedLayerConfig): string[] {
    const place = this.layers.indexOf(layer);
    const main = 'input' in layer && layer.input !== undefined ? layer.input : (this.layers[place - 1]?.name ?? 'X');
    return [main, ...('skip' in layer ? (layer.skip ?? []) : [])];
  }
}
