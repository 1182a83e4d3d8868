import type { LayerConfig } from '../schema/layers';

export type LayerType = LayerConfig['type'];
/** Whether the schema of a type has a key. */
type Takes<Type extends LayerType, Key extends string> = Key extends keyof Extract<LayerConfig, { type: Type }>
  ? true
  : false;

/** What the checks, the model, the analysis and the editor need to know about a type of layer. */
export interface LayerFacts {
  /**
   * Of a recurrent layer, the keys that lead to the settings of its cell: none where the layer is the cell itself.
   * Absent: the layer keeps no state from step to step.
   */
  readonly cell?: readonly string[];
  /** The keys that lead to the beta of the layer's rate, where it can have one. A rate is there if its beta is. */
  readonly beta?: readonly string[];
  /** Whether the layer is nothing but a code with a rate, as against a layer with a bottleneck inside. */
  readonly code: boolean;
  /** Where the width of its output comes from: its own `units` or those of its cell, or what it reads. */
  readonly width: 'units' | 'input';
  /**
   * Which steps of its input one step of its output depends on: the same one, the same and earlier ones, all of them,
   * or what its `causal` says.
   */
  readonly sees: 'step' | 'past' | 'all' | 'asCausalSays';
  /** Whether its states are its own. If not, they are those of the layer that it reads, and are not analysed. */
  readonly ownStates: boolean;
  /** Whether it has a loss of its own, so that it trains the layers before it without a head. */
  readonly learnsAlone: boolean;
  /** Whether `skip` may name further layers for it to read. */
  readonly skips: boolean;
  /**
   * Its large weights: how many matrices [inputs, units] and [units, units] it has. Where a layer has none of the
   * second kind, its units do not read each other. Vectors, such as biases, do not count.
   */
  readonly matrices: { readonly ofInput: number; readonly ofState: number };
}

/** What all recurrent cells have in common. */
const cell = {
  cell: [],
  beta: ['bottleneck', 'beta'],
  code: false,
  width: 'units',
  sees: 'past',
  ownStates: true,
  learnsAlone: false,
  skips: true,
} as const;

/** A layer that makes every step of its output from the same step of its input, and has no rate. */
const stepwise = { code: false, sees: 'step', ownStates: true, learnsAlone: false } as const;

/** So many large weights [inputs, units], and so many [units, units]. */
const matrices = (ofInput: number, ofState = 0): LayerFacts['matrices'] => ({ ofInput, ofState });

/** Every type of layer. A new one has its schema in `schema/layers.ts` and its row here. */
export const layerTable: { readonly [Type in LayerType]: LayerFacts & { readonly skips: Takes<Type, 'skip'> } } = {
  simpleRNN: { ...cell, matrices: matrices(1, 1) },
  lstm: { ...cell, matrices: matrices(4, 4) },
  gru: { ...cell, matrices: matrices(3, 3) },
  minGRU: { ...cell, matrices: matrices(2) },
  minLSTM: { ...cell, matrices: matrices(3) },
  indRNN: { ...cell, matrices: matrices(1) },
  lru: { ...cell, matrices: matrices(1) },
  rgLRU: { ...cell, matrices: matrices(1, 2) },
  bidirectional: {
    ...cell,
    cell: ['layer'],
    beta: ['layer', 'bottleneck', 'beta'],
    sees: 'all',
    // Those of its cell count.
    matrices: matrices(0),
  },
  embedding: { ...stepwise, width: 'units', skips: false, matrices: matrices(1) },
  dense: { ...stepwise, width: 'units', skips: true, matrices: matrices(1) },
  repeatVector: { ...stepwise, width: 'input', sees: 'all', ownStates: false, skips: false, matrices: matrices(0) },
  dropout: { ...stepwise, width: 'input', ownStates: false, skips: false, matrices: matrices(0) },
  bottleneck: { ...stepwise, beta: ['beta'], code: true, width: 'units', skips: true, matrices: matrices(2) },
  entropyBottleneck: { ...stepwise, beta: ['beta'], code: true, width: 'units', skips: true, matrices: matrices(1) },
  infomax: { ...stepwise, width: 'input', ownStates: false, learnsAlone: true, skips: false, matrices: matrices(0) },
  attention: { ...stepwise, width: 'units', sees: 'asCausalSays', skips: true, matrices: matrices(3) },
  layerNormalization: { ...stepwise, width: 'input', skips: true, matrices: matrices(0) },
};

/** The facts about a type that may be none: that of recorded states, or one that is still being written. */
export function factsOf(type: string): LayerFacts | undefined {
  return isLayerType(type) ? layerTable[type] : undefined;
}

const isLayerType = (type: string): type is LayerType => Object.hasOwn(layerTable, type);
