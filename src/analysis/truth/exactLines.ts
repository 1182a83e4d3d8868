import { predictedTargets } from '../../config/layers/heads';
import { seesAhead } from '../../config/layers/layerTraits';
import { type AnalysisConfig, askableQuantities } from '../../config/schema/config';
import type { Dataset, ExactValue } from '../../data/dataset';
import type { ExactLine, Quantity, Unit } from '../../result/result';
import { predictiveTruth } from './predictive';
import { natsIn } from '../../result/units';

const quantities: ReadonlySet<string> = new Set<Quantity>(askableQuantities);

const isQuantity = (name: string): name is Quantity => quantities.has(name);

/** The task's exact values, in the config's unit; those of Y only where a head predicts it. */
export function exactLines(config: AnalysisConfig, dataset: Dataset): ExactLine[] {
  return statedLines(config, [...dataset.exact, ...predictiveTruth(config, dataset)]);
}

/**
 * Exact values in the config's unit, without those of Y where the network has no head for it, and without what the past
 * tells at a step before the last where a layer has seen the later steps too: that is no limit of its state.
 */
export function statedLines(config: AnalysisConfig, values: readonly ExactValue[]): ExactLine[] {
  const tellsY = predictedTargets(config.model.layers).includes('Y');
  const last = Math.max(...values.map(({ time }) => time ?? 0));
  const sees = config.model.layers.some(seesAhead);
  return values
    .filter(({ source, target }) => tellsY || (source !== 'Y' && target !== 'Y'))
    .filter((value) => !sees || !isOfPast(value) || value.time === last)
    .map((value) => exactLine(value, config.analysis.unit));
}

/** Whether a value is of the input up to a step, or of a state that has read no more. */
const isOfPast = ({ quantity, source, time, lag }: ExactValue): boolean =>
  time !== undefined && lag === undefined && (quantity !== 'entropy' || source === 'X_{1:t}');

/** @throws Error when the task names a quantity that the result document does not have */
export function exactLine({ nats, quantity, ...line }: ExactValue, unit: Unit): ExactLine {
  if (!isQuantity(quantity)) throw new Error(`The task states an exact ${quantity}, which no result holds.`);
  return { ...line, quantity, value: natsIn(unit, nats), unit };
}
