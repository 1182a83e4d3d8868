import {
  chosenOf,
  type GeneralisationField,
  type GeneralisationGroup,
  generalisationGroups,
  overGroup,
  settingText,
} from '../../../result/studies/generalisation/summary';
import type { AnalysisResult } from '../../../result/result';
import { interval, table } from '../../table';

/** Networks with and without a bottleneck, the chosen setting of each way marked. */
export function generalisationTable({ studies, config }: AnalysisResult): string[] {
  const groups = generalisationGroups(studies);
  if (groups.length === 0) return [];
  const repetitions = Math.max(...groups.map(({ points }) => points.length));
  const chosen = (['plain', 'bottleneck', 'dropout'] as const).map((way) => chosenOf(groups, way));
  const fields: readonly GeneralisationField[] = ['training', 'choosing', 'reported', 'rate'];
  return [
    `Generalisation: loss in ${config.analysis.unit} a target at the best epoch, means over ${repetitions} ` +
      'repetitions with 95 % intervals',
    ...table(
      ['network', 'training', 'held out, chooses', 'held out, reported', 'rate at the last step ≤', 'chosen'],
      groups.map((group) => [
        ways[group.way](settingText(group.setting ?? 0)),
        ...fields.map((field) => cell(group, field)),
        chosen.includes(group) && group.way !== 'plain' ? '←' : '',
      ]),
    ),
  ];
}

const ways: Readonly<Record<GeneralisationGroup['way'], (setting: string) => string>> = {
  plain: () => 'without the bottleneck',
  bottleneck: (setting) => `bottleneck, beta ${setting}`,
  dropout: (setting) => `dropout ${setting}`,
};

function cell(group: GeneralisationGroup, field: GeneralisationField): string {
  const mean = overGroup(group, field);
  return mean ? interval(mean, group.points.length) : '–';
}
