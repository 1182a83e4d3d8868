import { sentence } from '../../../base/sentence';
import { unitWord } from '../../../result/units';
import { predictedTargets } from '../../../config/layers/heads';
import { parameterPath } from '../../../config/layers/layerPath';
import { betaOf } from '../../../config/layers/layerTraits';
import { targetCeiling } from '../../../result/ceiling';
import { negligible } from '../../../result/format';
import { tightestRate } from '../../../result/rate';
import { upperEnd } from '../../../result/upperEnd';
import { atMostToldOf, cited, type Figure, isCarried, isPart, lossOf, togetherOf, valueOf, wholeOf } from '../figures';
import type { ResultIndex } from '../../../result/resultIndex';
import { narrowestPlace } from '../informationLoss/narrowest';
import type { Advice, Estimate } from '../../../result/result';

/** A bottleneck that loses information about the target, or whose rate is higher than the target needs. */
export function objectiveAdvice(index: ResultIndex): Advice[] {
  const { result } = index;
  const unit = result.config.analysis.unit;
  const { layers } = result.config.model;
  const predicted = predictedTargets(layers).filter((target) => layers.some(({ name }) => index.about(name, target)));
  const narrow = narrowestPlace(index, 'outputInformation');
  return layers.flatMap((layer, place): Advice[] => {
    const beta = betaOf(layer);
    const path = parameterPath(layer, place, 'beta');
    if (beta === undefined || path === undefined) return [];
    const rate = tightestRate(index, layer.name);
    const estimates = predicted.flatMap((target) => index.about(layer.name, target) ?? []);
    if (estimates.length === 0) return [];
    // A code that may hold much more than is shown is not said to hold too little.
    const kept = estimates.reduce(
      (sum, estimate) => sum + (isCarried(estimate) ? estimate.value : upperEnd(estimate)),
      0,
    );
    if (!Number.isFinite(kept)) return [];
    const keptFigure = keptOf(estimates);
    const ceiling = targetCeiling(index, estimates[0].time);
    const own = narrow?.to === layer.name && narrow.comparable ? narrow : undefined;
    const known = ceiling?.isEntropy === false ? ceiling : undefined;
    // With several heads no single number says how much must pass.
    const before = predicted.length > 1 ? undefined : (own?.before ?? known?.value);
    const whole = own ? lossOf(own, 'before') : known && wholeOf(known.whole);
    if (before !== undefined && whole && before - kept > 4 * negligible(unit) && isPart(keptFigure, whole)) {
      // The less passes, the more the weight has to change.
      const larger = rounded(beta * Math.min(10, Math.max(2, (2 * before) / Math.max(kept, before / 5))));
      return [
        cited({
          kind: 'objectiveWeight',
          severity: 'warning',
          layer: layer.name,
          args: [layer.name, keptFigure, whole, unitWord(unit), beta, larger],
          edits: [{ path, value: larger }],
          message: '{0} passes on {1} of {2} {3} about the target at beta {4}. A larger beta (try {5}) keeps more.',
        }),
      ];
    }
    if (rate && rate.value > 2 * kept + 1) {
      // Below beta = 1 the best code holds nothing.
      const smaller = rounded(Math.max(Math.min(beta, 1.5), beta / Math.min(10, rate.value / Math.max(kept, 0.5))));
      return smaller >= beta
        ? []
        : [
            cited({
              kind: 'objectiveWeight',
              severity: 'info',
              layer: layer.name,
              args: [layer.name, valueOf(rate), keptFigure, unitWord(unit), beta, smaller],
              edits: [{ path, value: smaller }],
              message:
                predicted.length > 1
                  ? '{0} has a rate of {1} {3} at beta {4}, but holds {2} {3} about the targets of the ' +
                    'heads. A smaller beta (try {5}) would compress more.'
                  : '{0} has a rate of {1} {3} at beta {4}, but holds {2} {3} about the target. A smaller ' +
                    'beta (try {5}) would compress more.',
            }),
          ];
    }
    return [];
  });
}

/** What is held about all targets: a sum that the intervals carry, and otherwise the most that it can be. */
function keptOf(estimates: readonly Estimate[]): Figure {
  if (estimates.length === 1) return atMostToldOf(estimates[0]);
  if (estimates.every((estimate) => isCarried(estimate))) return togetherOf('sum', estimates);
  const { text, cites } = togetherOf('sum', estimates, 'high');
  return { text: sentence('at most {0}', text), cites };
}

/** Two significant figures are enough for a suggestion. */
const rounded = (value: number): number => Number(value.toPrecision(2));
