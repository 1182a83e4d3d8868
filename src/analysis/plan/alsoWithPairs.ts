import type { ComputedFrom } from '../../result/computedFrom';
import { predictedTargets } from '../../config/layers/heads';
import type { AnalysisConfig } from '../../config/schema/config';
import type { SequenceSet } from '../../data/dataset';
import { defaultBins } from '../../information/estimators/binning/cells';
import { entryOf, isOfFamily } from '../../information/estimators/lookUp';
import type { EstimatorName, EstimatorOptions } from '../../information/types/estimate';
import type { Variable } from '../../information/types/variable';
import type { LayerActivations } from '../../models/activations';
import { chooseEstimator } from './chooseEstimator';
import type { PlannedEstimate } from './plannedEstimate';
import { rowsWithTarget } from './times';
import type { StateReading } from '../../models/stateView';
import type { Side } from './side';
import { prefixVariable, stateVariable, stepVariable, wholeInput } from './variables';

/** A pair to estimate by one of `analysis.alsoWith`. */
export interface AlsoWithPair {
  readonly x: Side;
  readonly y: Side;
  readonly options: Partial<EstimatorOptions> & { readonly estimator: EstimatorName };
  readonly planned: PlannedEstimate;
}

/** The layers and sequences of a plan. */
export interface AlsoWithContext {
  readonly config: AnalysisConfig;
  readonly set: SequenceSet;
  readonly rows: Int32Array;
  /** The part of a variable's key that names its sequences. */
  readonly keyOf: (rows: Int32Array) => string;
  /** Some layer below this one samples its states. */
  readonly aboveDraws: boolean;
  /** The state with the declared noise, as the main estimator sees it. */
  readonly noisyState: (layer: LayerActivations, time: number, rows: Int32Array) => Side;
}

/** I(X;H) and I(H;Y) of one layer at the last step, by each of `analysis.alsoWith`. */
export function alsoWithPairs(layer: LayerActivations, context: AlsoWithContext): AlsoWithPair[] {
  return (context.config.analysis.alsoWith ?? []).flatMap((estimator) => [
    ...inputPair(layer, estimator, context),
    ...targetPair(layer, estimator, context),
  ]);
}

/**
 * The estimator for one such pair; undefined where the requested one has no form for it: the pair is then left out, and
 * no other estimator takes its place.
 */
export function alsoWithEstimator(requested: EstimatorName, x: Variable, y: Variable): EstimatorName | undefined {
  // Classes against a state with noise: the density within each class is subtracted (Kolchinsky and Tracey 2017,
  // section 4).
  if (isKde(requested) && x.conditional !== undefined && y.kind === 'discrete') return requested;
  const chosen = chooseEstimator(requested, x, y);
  return chosen === 'auto' && requested !== 'auto' ? undefined : chosen;
}

function inputPair(layer: LayerActivations, estimator: EstimatorName, context: AlsoWithContext): AlsoWithPair[] {
  const { set, rows, aboveDraws, config, keyOf } = context;
  const time = set.inputs.length;
  const planned = {
    quantity: 'inputInformation' as const,
    source: 'X',
    target: layer.layer,
    time,
    of: natureOf(layer, estimator, rows.length, config),
    beside: estimator,
  };
  const y = stateOf(layer, estimator, time, rows, context);
  if (estimator === 'binning') {
    // A sampled state in bins is not a function of the input, and binning the input as well would hide how much of it
    // the state holds.
    if (layer.stochastic || aboveDraws) return [];
    // A state without noise is a function of its sequence, so that I(X;T) is H(T) (Saxe et al. 2018): each sequence is
    // a symbol of its own. A shuffled pairing would give the same value.
    return [
      {
        x: { key: 'sequence', rows, make: (some) => sequenceNumber(some.length) },
        y,
        options: { estimator, shuffles: 0 },
        planned,
      },
    ];
  }
  if (aboveDraws && set.inputs.symbols && time > 2) return [];
  // Estimators that know p(h|x) never use the input itself, whatever its dimension; the KDE bounds use it to find equal
  // sequences.
  const x =
    readsConditional(estimator) && !aboveDraws
      ? { key: `X:${keyOf(rows)}`, rows, make: (some: Int32Array) => wholeInput('X', set.inputs, some) }
      : {
          key: `X1:${time}:${keyOf(rows)}`,
          rows,
          make: (some: Int32Array) => prefixVariable('X', set.inputs, time, some),
        };
  return [{ x, y, options: { estimator }, planned }];
}

function targetPair(layer: LayerActivations, estimator: EstimatorName, context: AlsoWithContext): AlsoWithPair[] {
  const {
    set: { inputs, targets },
    rows: all,
    config,
    keyOf,
  } = context;
  if (!targets || !predictedTargets(config.model.layers).includes('Y')) return [];
  const time = inputs.length;
  const rows = rowsWithTarget(targets, time, all);
  if (rows.length < 2) return [];
  const step = targets.at === 'end' ? 1 : time;
  return [
    {
      x: stateOf(layer, estimator, time, rows, context),
      y: { key: `Y@${step}:${keyOf(rows)}`, rows, make: (some) => stepVariable('Y', targets, step, some) },
      options: { estimator },
      planned: {
        quantity: 'outputInformation',
        source: layer.layer,
        target: 'Y',
        time,
        of: natureOf(layer, estimator, rows.length, config),
        beside: estimator,
      },
    },
  ];
}

/** Bins are laid over the state as it is; every other estimator sees the state with its declared noise. */
function stateOf(
  layer: LayerActivations,
  estimator: EstimatorName,
  time: number,
  rows: Int32Array,
  { noisyState, keyOf }: AlsoWithContext,
): Side {
  return estimator === 'binning' ? bareState(layer, time, rows, keyOf(rows)) : noisyState(layer, time, rows);
}

/** The state as it is, or as the layer's own noise sampled it. */
export const bareState = (
  layer: LayerActivations,
  time: number,
  rows: Int32Array,
  rowsKey: string,
  reading: StateReading = 'own order',
): Side => ({
  key: `${layer.layer}@${time}:${rowsKey}, bare, ${reading}`,
  rows,
  state: { layer: layer.layer, time, reading },
  make: (some, at, take) => stateVariable(at(layer), time, some, undefined, reading, take),
});

/**
 * What the number is computed from: the layer in bins, with declared noise, or as its own noise sampled it are three
 * different variables.
 */
function natureOf(
  layer: LayerActivations,
  estimator: EstimatorName,
  samples: number,
  { analysis }: AnalysisConfig,
): ComputedFrom {
  if (layer.density) return { kind: 'integers' };
  if (estimator === 'binning') return { kind: 'bins', count: analysis.bins ?? defaultBins(samples), equalWidth: true };
  // The KDE bounds take a single variance, so that they see the means of a code.
  if (layer.stochastic && isKde(estimator)) return { kind: 'meanWithDeclaredNoise', variance: analysis.noise.variance };
  return layer.stochastic ? { kind: 'ownNoise' } : { kind: 'declaredNoise', variance: analysis.noise.variance };
}

const readsConditional = (estimator: EstimatorName): boolean =>
  estimator === 'auto' || entryOf(estimator).needs === 'density';

const isKde = (estimator: EstimatorName): boolean => isOfFamily(estimator, 'kernelSums');

const sequenceNumber = (samples: number): Variable => ({
  name: 'X',
  kind: 'discrete',
  values: Float64Array.from({ length: samples }, (_, i) => i),
  samples,
  dimensions: 1,
});
