import { isCodeType } from '../config/layers/layerTraits';
import type { StateView } from './stateView';

/**
 * The states of one layer for a set of sequences, row-major [samples, length, units]; length 1 for a layer without a
 * time axis.
 */
export interface LayerActivations {
  readonly layer: string;
  readonly type: string;
  readonly values: Float32Array;
  readonly samples: number;
  readonly length: number;
  readonly units: number;
  /**
   * The states at hand, where those of all steps do not fit in memory: `values` and what shares its layout are then
   * [samples, views, units]. A sequence that has no such step has zeros there.
   */
  readonly views?: readonly StateView[];
  /** The layer keeps a state between steps, so that history and memory are meaningful. */
  readonly recurrent: boolean;
  /** Real steps of each sequence, as the inputs have them; absent where all have `length`. */
  readonly lengths?: Int32Array;
  /**
   * The direction in which the layer reads. A backward state at step t is made of the steps from t to the end; 'both':
   * the first half of the units reads forward, the second backward; 'merged': both are in every unit, each as it is at
   * that step. Absent: forward.
   */
  readonly direction?: 'forward' | 'backward' | 'both' | 'merged';
  /** How recorded states that are 'merged' were made of the two directions, where that is known. */
  readonly mergeMode?: 'sum' | 'ave' | 'mul';
  /** `values` are already samples: the layer samples its output, or noise is declared on it. */
  readonly stochastic: boolean;
  /**
   * For stochastic layers (`bottleneck`) and layers with declared noise: p(state | input) = N(means, diag(variances)),
   * with means in the layout of `values`, and variances in that layout or of length 1. `values` is one sample from it.
   * Absent if the conditional has no closed form (noise inside a recurrence).
   */
  readonly conditional?: { readonly means: Float32Array; readonly variances: Float32Array };
  /**
   * For states sampled inside a recurrence: p(state | previous state, layer input) = N(means, diag(variances)), in the
   * layout of `values`. `conditional` is then absent, because p(state | input) has no closed form.
   */
  readonly transition?: { readonly means: Float32Array; readonly variances: Float32Array };
  /**
   * The learned prior of the codes of a `bottleneck`: means and variances [components, units], and weights that sum to
   * one. Absent for N(0, I).
   */
  readonly prior?: { readonly weights: Float32Array; readonly means: Float32Array; readonly variances: Float32Array };
  /**
   * The scores of an `infomax` layer's critic for every sequence at every scored step, nats [samples, steps]. Such a
   * layer has no values of its own.
   */
  readonly critic?: {
    readonly nats: Float32Array;
    readonly kind: 'infoNCE' | 'jsd';
    readonly about: string;
    readonly group: number;
  };
  /**
   * For integer `values`: the mixture of logistics that codes each unit, [components, units]; the weights of a unit sum
   * to one.
   */
  readonly density?: { readonly weights: Float32Array; readonly means: Float32Array; readonly scales: Float32Array };
  /**
   * For attention over time: the weights of step t (row) on every step (column), averaged over heads and samples,
   * [length, length].
   */
  readonly attention?: Float32Array;
  /** The same for each head, [heads, length, length]; absent for a single head. */
  readonly headAttention?: Float32Array;
  /**
   * For attention with a bottleneck: KL to the standard normal prior of the noisy copy of every step that it reads in
   * place of the step, nats [samples, length]. The sum over the steps is an upper bound on all that the layer hands on
   * about its input.
   */
  readonly stepNats?: Float32Array;
}

/**
 * Whether the states of a layer are codes with a rate: those of a bottleneck layer, samples inside a recurrence, or
 * what attention reads of noisy steps.
 */
export const drawsCodes = ({
  type,
  transition,
  density,
  stepNats,
}: { readonly type: string } & Partial<Record<'transition' | 'density' | 'stepNats', unknown>>): boolean =>
  isCodeType(type) || transition !== undefined || density !== undefined || stepNats !== undefined;
