import { unitWord } from '../../../result/units';
import { compareNetworks, horizonFigure, type NetworkRow } from '../../../result/comparison';
import type { AnalysisResult, Sentence } from '../../../result/result';
import { amount } from '../../../result/format';

/** Compares the networks of a config: how far each remembers, and what each holds about the target. */
export function networkFindings(result: AnalysisResult): Sentence[] {
  if (!result.networks?.length) return [];
  const rows = compareNetworks(result);
  const { unit } = result.config.analysis;
  const reach = rows.filter(({ fit }) => fit?.horizon !== undefined).sort((a, b) => steps(b) - steps(a));
  const about = rows
    .flatMap(({ name, aboutTarget }) => (aboutTarget ? [{ name, value: aboutTarget.value }] : []))
    .sort((a, b) => b.value - a.value);
  return [
    ...(reach.length > 1
      ? [
          {
            message: 'Horizon (the largest lag at which memory is distinguishable from the shuffled baseline): {0}.',
            args: [reach.map((row) => `${row.name} ${horizonFigure(row.fit)}`).join(', ')],
          },
        ]
      : []),
    ...(about.length > 1
      ? [
          {
            message: 'Information about the target at the last step, in {1}: {0}.',
            args: [about.map(({ name, value }) => `${name} ${amount(value)}`).join(', '), unitWord(unit)],
          },
        ]
      : []),
  ];
}

const steps = ({ fit }: NetworkRow): number => (typeof fit?.horizon === 'number' ? fit.horizon : -1);
