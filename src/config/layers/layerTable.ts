import type { LayerConfig } from '../schema/layers';

export type LayerType = LayerConfig['type'];
/** `true` if the schema of a layer type has a key. */
type Takes<Type extends LayerType, Key extends string> = Key extends keyof Extract<LayerConfig, { type: Type }>
  ? true
  : false;

/** Facts about a layer type for the checks, the model, the analysis and the editor. */
export interface LayerFacts {
  /**
   * For a recurrent layer, the keys to the settings of its cell; empty where the layer is the cell itself. Absent: the
   * layer keeps no state between steps.
   */
  readonly cell?: readonly string[];
  /** The keys to the beta of the layer's rate, where it can have one. The layer has a rate if its beta is set. */
  readonly beta?: readonly string[];
  /** Whether the layer is itself a code with a rate, in contrast to a layer with a bottleneck inside. */
  readonly code: boolean;
  /** Source of its output width: `units` (its own or those of its cell), or the width of its input. */
  readonly width: 'units' | 'input';
  /**
   * The steps of its input that one step of its output depends on: the same step, the same and earlier steps, all
   * steps, or as `causal` says.
   */
  readonly sees: 'step' | 'past' | 'all' | 'asCausalSays';
  /** Whether the layer has states of its own. If not, its states are those of its input, and it is not analysed. */
  readonly ownStates: boolean;
  /** Whether it has a loss of its own, which trains the layers before it without a head. */
  readonly learnsAlone: boolean;
  /** Whether `skip` may name further inputs. */
  readonly skips: boolean;
  /**
   * Number of large weight matrices: `ofInput` of shape [inputs, units], `ofUnits` of shape [units, units]. The latter
   * read the previous state, or (in `rgLRU`) the projected input. Vectors, such as biases, and the narrow matrices of
   * `mamba` do not count.
   */
  readonly matrices: { readonly ofInput: number; readonly ofUnits: number };
}

/** Facts shared by all recurrent cells. */
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

/** The same for cells without a bottleneck inside: their recurrence does not read their output, or is not trained. */
const { beta: _none, ...unread } = cell;

/** A layer whose output at a step depends only on its input at that step, and that has no rate of its own. */
const stepwise = { code: false, sees: 'step', ownStates: true, learnsAlone: false } as const;

/** Number of weight matrices [inputs, units] and [units, units]. */
const matrices = (ofInput: number, ofUnits = 0): LayerFacts['matrices'] => ({ ofInput, ofUnits });

/**
 * Every layer type. A new one needs a row here and its schema in `schema/layers.ts`, or in `schema/recurrentCells.ts`
 * for a recurrent cell.
 */
export const layerTable: { readonly [Type in LayerType]: LayerFacts & { readonly skips: Takes<Type, 'skip'> } } = {
  simpleRNN: { ...cell, matrices: matrices(1, 1) },
  lstm: { ...cell, matrices: matrices(4, 4) },
  gru: { ...cell, matrices: matrices(3, 3) },
  minGRU: { ...cell, matrices: matrices(2) },
  minLSTM: { ...cell, matrices: matrices(3) },
  indRNN: { ...cell, matrices: matrices(1) },
  lru: { ...cell, matrices: matrices(1) },
  rgLRU: { ...cell, matrices: matrices(1, 2) },
  matrixState: { ...unread, matrices: matrices(3) },
  mamba: { ...unread, matrices: matrices(2) },
  sLSTM: { ...cell, matrices: matrices(4, 4) },
  mLSTM: { ...unread, matrices: matrices(4) },
  echoState: { ...unread, matrices: matrices(1, 1) },
  leakyRNN: { ...cell, matrices: matrices(1, 1) },
  bidirectional: {
    ...cell,
    cell: ['layer'],
    beta: ['layer', 'bottleneck', 'beta'],
    sees: 'all',
    // The matrices of its cell count instead.
    matrices: matrices(0),
  },
  embedding: { ...stepwise, width: 'units', skips: false, matrices: matrices(1) },
  dense: { ...stepwise, width: 'units', skips: true, matrices: matrices(1) },
  repeatVector: { ...stepwise, width: 'input', sees: 'all', ownStates: false, skips: false, matrices: matrices(0) },
  dropout: { ...stepwise, width: 'input', ownStates: false, skips: false, matrices: matrices(0) },
  bottleneck: { ...stepwise, beta: ['beta'], code: true, width: 'units', skips: true, matrices: matrices(2) },
  entropyBottleneck: { ...stepwise, beta: ['beta'], code: true, width: 'units', skips: true, matrices: matrices(1) },
  infomax: { ...stepwise, width: 'input', ownStates: false, learnsAlone: true, skips: false, matrices: matrices(0) },
  attention: {
    ...stepwise,
    beta: ['bottleneck', 'beta'],
    width: 'units',
    sees: 'asCausalSays',
    skips: true,
    matrices: matrices(3),
  },
  layerNormalization: { ...stepwise, width: 'input', skips: true, matrices: matrices(0) },
};

/** The facts about a type; `undefined` for a name that is no type of layer, such as that of recorded states. */
export function factsOf(type: string): LayerFacts | undefined {
  return isLayerType(type) ? layerTable[type] : undefined;
}

const isLayerType = (type: string): type is LayerType => Object.hasOwn(layerTable, type);
