import { levelText } from '../../../config/layers/corruptionLevels';
import type { AnalysisResult } from '../../../result/result';
import {
  overLevel,
  type RobustnessField,
  type RobustnessLevel,
  robustnessLevels,
} from '../../../result/studies/robustness/summary';
import { interval, table } from '../../table';
import { lossHead } from '../lossHead';

/** Every network at every level of spoiled sequences. */
export function robustnessTable({ studies, config }: AnalysisResult): string[] {
  const groups = robustnessLevels(studies);
  if (groups.length === 0) return [];
  const { unit } = config.analysis;
  const repetitions = Math.max(...groups.map(({ points }) => points.length));
  const fields: readonly RobustnessField[] = ['accuracy', 'loss', 'information', 'noise'];
  return [
    `Robustness: held-out figures, means over ${repetitions} repetitions with 95 % intervals`,
    ...table(
      [
        ...['level', 'network', 'accuracy', lossHead(groups, unit)],
        ...[`about the target ≥, ${unit}`, `of the noise ≥, ${unit}`],
      ],
      groups.map((group) => [
        group.level === undefined ? 'clean' : levelText(config, group.level),
        group.name,
        ...fields.map((field) => cell(group, field)),
      ]),
    ),
  ];
}

function cell(group: RobustnessLevel, field: RobustnessField): string {
  const mean = overLevel(group, field);
  return mean ? interval(mean, group.points.length) : '–';
}
