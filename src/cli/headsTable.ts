import { headsOf, namesHeads } from '../config/layers/heads';
import type { AnalysisResult } from '../result/result';
import { table } from './table';

/** Each head's target and accuracy, where a network has a head other than one for Y. */
export function headsTable(result: AnalysisResult): string[] {
  const { layers } = result.config.model;
  const records = result.training.at(-1)?.heads;
  if (!namesHeads(layers) || !records) return [];
  const settings = new Map(headsOf(layers).map((head) => [head.name, head]));
  const rows = records.map(({ name, target, loss, validationLoss, validationAccuracy, validationSquaredError }) => [
    name,
    target,
    String(settings.get(name)?.weight ?? 1),
    loss.toPrecision(3),
    validationLoss.toPrecision(3),
    validationAccuracy === undefined ? '–' : `${(100 * validationAccuracy).toFixed(1)} %`,
    validationSquaredError === undefined ? '–' : validationSquaredError.toPrecision(3),
  ]);
  return [
    'Heads (each loss before its weight is applied)',
    ...table(
      ['head', 'target', 'weight', 'training loss', 'held-out loss', 'held-out accuracy', 'held-out squared error'],
      rows,
    ),
  ];
}
