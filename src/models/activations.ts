import { isCodeType } from '../config/layers/layerTraits';

/**
 * The states of one layer for a set of sequences, row-major [samples, length, units]; length 1 for a layer without
 * time.
 */
export interface LayerActivations {
  readonly layer: string;
  readonly type: string;
  readonly values: Float32Array;
  readonly samples: number;
  readonly length: number;
  readonly units: number;
  /** The layer keeps a state from step to step, so that history and memory mean something. */
  readonly recurrent: boolean;
  /** `values` are draws already: the layer samples its output, or noise is declared on it. */
  readonly stochastic: boolean;
  /**
   * For stochastic layers (`bottleneck`) and layers with declared noise: p(state | input), N(means, diag(variances)),
   * means in the layout of `values`, variances too or of length 1 where one serves all. `values` is then one draw from
   * it. Absent where the conditional has no closed form (noise inside a recurrence).
   */
  readonly conditional?: { readonly means: Float32Array; readonly variances: Float32Array };
  /**
   * For states that are drawn inside a recurrence: p(state | the state before, what the layer reads), N(means,
   * diag(variances)), in the layout of `values`. p(state | input) has no closed form then, so that `conditional` is
   * absent.
   */
  readonly transition?: { readonly means: Float32Array; readonly variances: Float32Array };
  /**
   * The learned distribution that the codes of a `bottleneck` are held against, [components, units] and weights that
   * sum to one; absent for N(0, I).
   */
  readonly prior?: { readonly weights: Float32Array; readonly means: Float32Array; readonly variances: Float32Array };
  /**
   * What the critic of an `infomax` layer says of every sequence at every step that it scored, nats [samples, steps];
   * such a layer has no values of its own.
   */
  readonly critic?: {
    readonly nats: Float32Array;
    readonly kind: 'infoNCE' | 'jsd';
    readonly about: string;
    readonly group: number;
  };
  /**
   * `values` are integers, coded by a mixture of logistics for each unit: [components, units], the weights of a unit
   * sum to one.
   */
  readonly density?: { readonly weights: Float32Array; readonly means: Float32Array; readonly scales: Float32Array };
  /**
   * Of attention over time: the weights of step t (row) on every step (column), a mean over heads and samples, [length,
   * length].
   */
  readonly attention?: Float32Array;
  /** The same head by head where there are several, [heads, length, length]. */
  readonly headAttention?: Float32Array;
}

/** Whether the states of a layer are codes with a rate: those of a bottleneck, or drawn inside a recurrence. */
export const drawsCodes = ({ type, transition, density }: LayerActivations): boolean =>
  isCodeType(type) || transition !== undefined || density !== undefined;
