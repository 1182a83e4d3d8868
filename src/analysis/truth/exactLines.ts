import type { AnalysisConfig } from '../../config/schema/config';
import type { Dataset, ExactValue } from '../../data/dataset';
import type { ExactLine, Quantity, Unit } from '../result';
import { predictiveTruth } from './predictive';
import { natsIn } from '../units';

const quantities: ReadonlySet<string> = new Set<Quantity>(['inputInformation', 'historyInformation', 'outputInformation', 'layerInformation', 'memory', 'predictiveInformation', 'entropy', 'rate', 'relevance']);

const isQuantity = (name: string): name is Quantity => quantities.has(name);

/** What the task states exactly, in the config's unit. */
export function exactLines(config: AnalysisConfig, dataset: Dataset): ExactLine[] {
  return [...dataset.exact, ...predictiveTruth(config, dataset)].map((value) => exactLine(value, config.analysis.unit));
}

/** @throws Error when the task names a quantity that the result document does not have */
export function exactLine({ nats, quantity, ...line }: ExactValue, unit: Unit): ExactLine {
  if (!isQuantity(quantity)) throw new Error(`The task states an exact ${quantity}, which no result holds.`);
  return { ...line, quantity, value: natsIn(unit, nats), unit };
}
