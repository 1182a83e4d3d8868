import type { AnalysisResult, Uncertainty } from '../../../result/result';
import { overSeeds } from '../../../result/studySummary';
import { interval, table } from '../../table';

/** What the doubt is made of through time, what it is good for, and the answers with the most of it. */
export function uncertaintyTables({ studies, config }: AnalysisResult): string[][] {
  const all = studies?.uncertainty ?? [];
  if (all.length === 0) return [];
  const { unit } = config.analysis;
  const mean = (of: (one: Uncertainty) => number, most = Infinity): string => {
    const { value, low, high } = overSeeds(all.map(of));
    return interval({ value, low: Math.max(0, low), high: Math.min(most, high) }, all.length);
  };
  const [{ parts, rejections, most }] = all;
  const areas = all.every(({ area }) => area !== undefined);
  return [
    [
      `Uncertainty: doubt of held-out predictions, ${unit}, means over ${all.length} repetitions with 95 % intervals`,
      ...table(
        ['step', 'all', 'of the data', 'of the network'],
        parts.map(({ time }, i) => [
          String(time),
          mean((one) => one.parts[i].total),
          mean((one) => one.parts[i].data),
          mean((one) => one.parts[i].model),
        ]),
      ),
    ],
    [
      'Uncertainty: what doubt is good for',
      ...table(
        ['figure', 'mean'],
        [
          ...rejections.map(({ rejected }, i) => [
            rejected === 0 ? 'accuracy' : `accuracy without the ${Math.round(100 * rejected)} % with the most doubt`,
            mean((one) => one.rejections[i].accuracy, 1),
          ]),
          ...(areas ? [['AUROC of doubt for wrong answers', mean(({ area = NaN }) => area, 1)]] : []),
          ['expected calibration error', mean((one) => one.calibrationError)],
          ['temperature', mean((one) => one.temperature)],
          ['calibration error of one half', mean((one) => one.errorBefore)],
          ['the same with the temperature of the other half', mean((one) => one.errorAfter)],
        ],
      ),
    ],
    [
      `Uncertainty: answers with the most doubt (repetition 1), ${unit}`,
      ...table(
        ['held-out sequence', 'step', 'all', 'of the data', 'of the network', 'target', 'predicted', 'confidence'],
        most.map((one) => [
          ...[one.sequence, one.time].map(String),
          ...[one.total, one.data, one.model].map((value) => value.toFixed(2)),
          ...[one.target, one.predicted, one.confidence.toFixed(2)],
        ]),
      ),
    ],
  ];
}
