import { headsOf } from '../../config/layers/heads';
import type { AnalysisConfig } from '../../config/schema/config';
import type { SequenceSet, Targets } from '../../data/dataset';
import { headTargets } from '../../data/headTargets';
import type { LayerActivations } from '../../models/activations';
import { layerRates } from '../measures/rates';
import type { DistortionMeasure } from '../../result/result';
import { logSumExp } from '../../information/numerics/logSums';

/**
 * Distance of a head's predictions from its target, a mean over the targets with its 95 % interval; nats for log loss.
 */
export interface SweepDistortion {
  readonly head: string;
  readonly target: string;
  readonly measure: DistortionMeasure;
  readonly distortion: number;
  readonly low: number;
  readonly high: number;
}

/** Every head's distortion on held-out sequences, from its layer's outputs. */
export function headDistortions(
  config: AnalysisConfig,
  activations: readonly LayerActivations[],
  set: SequenceSet,
): SweepDistortion[] {
  return headsOf(config.model.layers).flatMap(({ name, index, target }): SweepDistortion[] => {
    const layer = activations.find((shown) => shown.layer === name);
    const targets = headTargets(set, target);
    const setting = config.model.layers[index];
    if (!layer || !targets || setting.type !== 'dense') return [];
    const of = (measure: DistortionMeasure, atStep: StepDistortion): SweepDistortion => ({
      head: name,
      target,
      measure,
      ...overSequences(layer, targets, atStep),
    });
    return targets.symbols
      ? [of('logLoss', logLoss(setting.activation === 'softmax')), of('hamming', wrong)]
      : [of('squaredError', squaredError)];
  });
}

/**
 * The distortion of `layer` at `place` (sample x length + step) from the target at `targetPlace`; undefined where there
 * is none.
 */
type StepDistortion = (
  layer: LayerActivations,
  place: number,
  targets: Targets,
  targetPlace: number,
) => number | undefined;

const squaredError: StepDistortion = ({ values, units }, place, targets, targetPlace) => {
  let sum = 0;
  const deviations = targets.scale?.deviations;
  for (let j = 0; j < units; j++) {
    const error = values[place * units + j] - targets.values[targetPlace * units + j];
    sum += (error * (deviations?.[j] ?? 1)) ** 2;
  }
  return Number.isNaN(sum) ? undefined : sum / units;
};

/** @param areProbabilities whether the layer predicts probabilities; otherwise a softmax turns its outputs into them */
const logLoss =
  (areProbabilities: boolean): StepDistortion =>
  ({ values, units }, place, { symbols }, targetPlace) => {
    const symbol = symbols?.[targetPlace] ?? -1;
    if (symbol < 0) return undefined;
    const row = values.subarray(place * units, (place + 1) * units);
    if (areProbabilities) return -Math.log(Math.max(row[symbol], 1e-38));
    return logSumExp(row) - row[symbol];
  };

const wrong: StepDistortion = ({ values, units }, place, { symbols }, targetPlace) => {
  const symbol = symbols?.[targetPlace] ?? -1;
  if (symbol < 0) return undefined;
  const row = values.subarray(place * units, (place + 1) * units);
  return row.every((value, k) => k === symbol || value < row[symbol]) ? 0 : 1;
};

/** Mean over all targets; the interval uses the spread over sequences, because the steps of one are not independent. */
function overSequences(
  layer: LayerActivations,
  targets: Targets,
  atStep: StepDistortion,
): Pick<SweepDistortion, 'distortion' | 'low' | 'high'> {
  const means: number[] = [];
  for (let i = 0; i < layer.samples; i++) {
    let sum = 0;
    let count = 0;
    for (let t = 0; t < targets.length; t++) {
      // A target at the end is predicted by the last step.
      const step = targets.at === 'end' ? (layer.lengths?.[i] ?? layer.length) - 1 : t;
      const one = atStep(layer, i * layer.length + step, targets, i * targets.length + t);
      if (one === undefined) continue;
      sum += one;
      count++;
    }
    if (count > 0) means.push(sum / count);
  }
  const n = means.length;
  const distortion = means.reduce((sum, mean) => sum + mean, 0) / n;
  const variance = means.reduce((sum, mean) => sum + (mean - distortion) ** 2, 0) / Math.max(1, n - 1);
  const half = 1.96 * Math.sqrt(variance / n);
  // Where no sequence was wrong, the rule of three bounds the error rate.
  return { distortion, low: Math.max(0, distortion - half), high: distortion + (distortion === 0 ? 3 / n : half) };
}

/**
 * An upper bound on I(X;Z_{1:T}) of all steps of a code together, nats: the sum of their divergences from the prior.
 * The ends of the steps' intervals are added too, which is wider than necessary where steps vary independently.
 */
export function sequenceRate(code: LayerActivations): {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
} {
  const rates = layerRates(0, [code], code.length);
  const sum = (of: (rate: (typeof rates)[number]) => number): number =>
    rates.reduce((total, rate) => total + of(rate), 0);
  return { rate: sum(({ value }) => value), low: sum(({ low }) => low), high: sum(({ high }) => high) };
}
