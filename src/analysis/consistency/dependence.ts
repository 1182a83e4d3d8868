import { LayerGraph } from '../../config/layers/layerGraph';
import { holdsOutput, layerNamed } from '../../config/layers/wholeState';
import { isCodeType, isStepwiseType, noisePlacement, seesAhead } from '../../config/layers/layerTraits';
import type { NamedLayerConfig } from '../../config/schema/layers';

/** Which steps of the input a state at step t is made of: X_t alone, X_{1:t}, or all of them. */
export type Reach = 'step' | 'past' | 'all';

/**
 * What the wiring of a network says of its states: which part of the input each is made of, and which of them are
 * independent of each other once the input is given. Of layers that the config does not describe (recorded states)
 * nothing is known: they may be made of all steps, and of more than the input.
 */
export class Dependence {
  private readonly places: ReadonlyMap<string, number>;
  private readonly graph: LayerGraph;

  constructor(private readonly layers: readonly NamedLayerConfig[]) {
    this.graph = new LayerGraph(layers);
    this.places = new Map(layers.map(({ name }, index) => [name, index]));
  }

  /** Whether the layer was run here, so that its state is made of the input and of declared noise alone. */
  isOfInput(name: string): boolean {
    return this.places.has(layerNamed(name));
  }

  /** Whether a layer's output is among the numbers of its whole state. */
  holdsOutput(name: string): boolean {
    const layer = this.layer(name);
    return layer !== undefined && holdsOutput(layer);
  }

  reach(name: string): Reach {
    const way = this.wayTo(name);
    if (way === undefined || way.some(seesAhead)) return 'all';
    return way.every(({ type }) => isStepwiseType(type)) ? 'step' : 'past';
  }

  /**
   * Whether H^a and H^b are independent given the input: no layer that draws stands behind both. A layer's own draw
   * counts, since the layers above read it. The analysis's read-out noise does not, since nothing reads it.
   */
  areIndependentGivenInput(a: string, b: string): boolean {
    const [first, second] = [this.wayTo(a), this.wayTo(b)];
    if (!first || !second) return false;
    return !first.some((layer) => noisePlacement(layer) !== undefined && second.includes(layer));
  }

  /**
   * Whether H_{t-1} and H_t of a layer are independent given the input: noise at its read-out is drawn anew at every
   * step, but noise inside the recurrence, or of a layer below, is in both.
   */
  arePastAndPresentIndependentGivenInput(name: string): boolean {
    const own = this.layer(name);
    const way = this.wayTo(name);
    if (!own || !way) return false;
    return way.every((layer) => {
      const placement = noisePlacement(layer);
      return placement === undefined || (layer === own && placement === 'readout');
    });
  }

  /**
   * Layers that hand on what they draw or round, and through which alone, step by step, a layer's state at a step reads
   * the input: H is made of their state at that step, and of noise that is not in it.
   */
  codesBelow(name: string): string[] {
    const found: string[] = [];
    let place = this.places.get(layerNamed(name));
    while (place !== undefined && isStepwise(this.layers[place]) && this.graph.skips[place].length === 0) {
      place = this.places.get(this.graph.nameOf(this.graph.reads[place]));
      if (place !== undefined && handsOnDraws(this.layers[place])) found.push(this.layers[place].name);
    }
    return found;
  }

  /** The layer and all that it depends on. */
  private wayTo(name: string): NamedLayerConfig[] | undefined {
    const place = this.places.get(layerNamed(name));
    return place === undefined ? undefined : [...this.graph.ancestors[place], place].map((index) => this.layers[index]);
  }

  private layer(name: string): NamedLayerConfig | undefined {
    const place = this.places.get(layerNamed(name));
    return place === undefined ? undefined : this.layers[place];
  }
}

const isStepwise = (layer: NamedLayerConfig): boolean => isStepwiseType(layer.type) && !seesAhead(layer);

/** A residual layer hands on its input beside its state. */
const handsOnDraws = (layer: NamedLayerConfig): boolean =>
  (isCodeType(layer.type) || noisePlacement(layer) !== undefined) && !('residual' in layer && layer.residual);
