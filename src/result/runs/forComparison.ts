import type { AnalysisResult, Estimate } from '../result';
import { isMain } from '../subject';

/** Quantities that charts show over training. */
const overTraining = new Set<Estimate['quantity']>([
  'inputInformation',
  'outputInformation',
  'rate',
  'relevance',
  'infomax',
]);

/**
 * The part of a run that charts draw beside another: the estimates of its last epoch, and those of the last step over
 * training. Maps, studies and further networks are left out.
 */
export function forComparison(result: AnalysisResult): AnalysisResult {
  const { networks, studies, attention, ...rest } = result;
  const main = result.estimates.filter(isMain);
  const lastEpoch = main.reduce((last, { epoch }) => Math.max(last, epoch), 0);
  const lastStep = main.reduce((last, { time = 0 }) => Math.max(last, time), 0);
  return {
    ...rest,
    estimates: main.filter(
      ({ epoch, quantity, time }) =>
        epoch === lastEpoch || (overTraining.has(quantity) && (time === undefined || time === lastStep)),
    ),
  };
}
