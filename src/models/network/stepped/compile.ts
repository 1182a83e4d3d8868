import { layerNamed, layerOfState } from '../../../config/layers/wholeState';
import { LayerGraph } from '../../../config/layers/layerGraph';
import { isCell, noisePlacement } from '../../../config/layers/layerTraits';
import type { NamedLayerConfig } from '../../../config/schema/layers';
import type { NamedWeights } from '../../model';
import { steppedCell, type LayerArrays } from './cells';
import { stepwiseLayer } from './stepwise';
import type { SteppedNetwork } from '../../../base/stepped/steppedNetwork';
import type { SteppedLayer } from './steppedLayer';

/** Where an output stands in the state, and what is read of its numbers where that is not they themselves. */
interface Place {
  readonly at: number;
  readonly units: number;
  readonly handedOn?: ((value: number) => number) | undefined;
}

/** A layer with the places of what it reads and leaves in the whole state. */
interface Placed {
  readonly layer: SteppedLayer;
  /** Of its output in the state. */
  readonly at: number;
  /** What it reads: places and numbers of the state, -1 for the symbol. */
  readonly reads: readonly Place[];
  readonly x: Float64Array;
  readonly residual: boolean;
}

/**
 * The network up to a layer, to be run one step at a time from any state; its state holds what each of its layers left.
 * @param alphabet of the symbols that the network reads, one-hot
 * @param names of the layers whose means are analysed, or of their whole states (`wholeStateName`), side by side
 * @param drawsInside whether those may draw inside their recurrence; a step then leaves the mean, and the caller draws
 * @returns undefined where a layer below sees other steps than its own through anything but a recurrence, or draws
 */
export function steppedNetwork(
  configs: readonly NamedLayerConfig[],
  weights: NamedWeights,
  alphabet: number,
  names: readonly string[],
  drawsInside = false,
): PlacedNetwork | undefined {
  const graph = new LayerGraph(configs);
  const targets = names.map((name) => configs.findIndex((config) => config.name === layerNamed(name)));
  if (targets.includes(-1)) return undefined;
  const needed = new Set(targets.flatMap((target) => [target, ...graph.ancestors[target]]));
  const places = new Map<number, Place>();
  const wholes = new Map<number, Place>();
  const layers: Placed[] = [];
  let width = 0;
  for (const [index, config] of configs.entries()) {
    if (!needed.has(index)) continue;
    const draws = noisePlacement(config);
    // A layer that hands on its last step alone is no step of the layers above it.
    if ('returnSequences' in config && config.returnSequences === false && !targets.includes(index)) return undefined;
    if (draws !== undefined && !targets.includes(index)) return undefined;
    if (draws === 'recurrent' && !drawsInside) return undefined;
    const reads = [graph.reads[index], ...graph.skips[index]].map(
      (from): Place => places.get(from) ?? { at: -1, units: alphabet },
    );
    const read = reads.reduce((sum, { units }) => sum + units, 0);
    const arrays: LayerArrays = (name) => {
      const array = weights[`${config.name}/${name}`];
      return array.values;
    };
    const layer = isCell(config) ? steppedCell(config, arrays) : stepwiseLayer(config, read, arrays);
    if (!layer) return undefined;
    const residual = 'residual' in config && config.residual === true;
    // The sum is what goes on; the layer's own output is what its recurrence reads.
    const { units, handedOn } = layer;
    const output = { at: residual ? width + layer.width : width, units, handedOn };
    layers.push({ layer, at: width, reads, x: new Float64Array(read), residual });
    places.set(index, output);
    const { carriedFrom = 0 } = layer;
    wholes.set(index, { at: width + carriedFrom, units: layer.width - carriedFrom });
    width += layer.width + (residual ? layer.units : 0);
  }
  const observed = targets
    .map((target, i) => (layerOfState(names[i]) === undefined ? places : wholes).get(target))
    .filter((place) => place !== undefined);
  return new CompiledNetwork(layers, observed, width);
}

/** A network that says where in its state the analysed layers' outputs are. */
export interface PlacedNetwork extends SteppedNetwork {
  readonly observed: readonly { readonly at: number; readonly units: number }[];
  /** A step in which one number of the state is held at a value, for all that reads it at this step and after. */
  stepHolding(before: Float64Array, symbols: Int32Array, count: number, after: Float64Array, held: HeldNumber): void;
}

export interface HeldNumber {
  /** Its place in the state. */
  readonly at: number;
  readonly value: number;
}

class CompiledNetwork implements PlacedNetwork {
  readonly dimensions: number;
  readonly cost: number;

  constructor(
    private readonly layers: readonly Placed[],
    readonly observed: readonly { readonly at: number; readonly units: number }[],
    readonly width: number,
  ) {
    this.dimensions = observed.reduce((sum, { units }) => sum + units, 0);
    // The rest is for what is read, left and compared.
    this.cost = layers.reduce((sum, { layer, x }) => sum + layer.cost + x.length, 2 * width);
  }

  step(before: Float64Array, symbols: Int32Array, count: number, after: Float64Array): void {
    this.stepHolding(before, symbols, count, after);
  }

  stepHolding(before: Float64Array, symbols: Int32Array, count: number, after: Float64Array, held?: HeldNumber): void {
    const { layers, width } = this;
    for (let row = 0, from = 0; row < count; row++, from += width) {
      for (const { layer, at, reads, x, residual } of layers) {
        let to = 0;
        for (const read of reads) {
          if (read.at < 0) {
            x.fill(0, to, to + read.units);
            if (symbols[row] >= 0) x[to + symbols[row]] = 1;
          } else {
            for (let j = 0; j < read.units; j++) {
              const value = after[from + read.at + j];
              x[to + j] = read.handedOn ? read.handedOn(value) : value;
            }
          }
          to += read.units;
        }
        layer.step(x, before, after, from + at);
        if (residual)
          for (let j = 0, own = from + at, sum = from + at + layer.width; j < layer.units; j++)
            after[sum + j] = after[own + j] + x[j];
        // What the layer left there is overwritten before any other layer reads it.
        if (held && held.at >= at) after[from + held.at] = held.value;
      }
    }
  }

  observe(states: Float64Array, count: number, means: Float64Array): void {
    for (let row = 0, from = 0, to = 0; row < count; row++, from += this.width)
      for (const { at, units } of this.observed) for (let j = 0; j < units; j++) means[to++] = states[from + at + j];
  }
}
