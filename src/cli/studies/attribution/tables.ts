import type { AnalysisResult, Attribution } from '../../../result/result';
import { overSeeds } from '../../../result/studySummary';
import { interval, table } from '../../table';

/** What answers rest on, and what is left of them as steps are removed. */
export function attributionTables({ studies, config }: AnalysisResult): string[][] {
  const all = studies?.attribution ?? [];
  if (all.length === 0) return [];
  const { unit } = config.analysis;
  const mean = (of: (one: Attribution) => number, most = Infinity): string => {
    const { value, low, high } = overSeeds(all.map(of));
    return interval({ value, low: Math.max(0, low), high: Math.min(most, high) }, all.length);
  };
  const [{ sequences, removals, map }] = all;
  const isEven = all.every(({ even }) => even !== undefined);
  const half = Math.floor(removals[0].curve.length / 2);
  return [
    [
      `Attribution: ${sequences} held-out sequences, means over ${all.length} repetitions with 95 % intervals`,
      ...table(
        ['figure', 'mean'],
        [
          [`information a sequence ≤, ${unit}`, mean(({ information }) => information)],
          ...(isEven ? [[`with the same noise everywhere, ${unit}`, mean(({ even = NaN }) => even)]] : []),
          ['answers that are kept with the noise', mean(({ kept }) => kept, 1)],
          ['accuracy', mean(({ accuracy }) => accuracy, 1)],
          ['accuracy with the noise', mean(({ accuracyKept }) => accuracyKept, 1)],
        ],
      ),
    ],
    [
      'Attribution: the probability of the answers as steps are replaced by the mean',
      ...table(
        ['first those with the most', `${Math.round(100 * removals[0].curve[half].removed)} % removed`, 'on average'],
        removals.map(({ by }, i) => [
          by === 'random' ? 'at random' : by,
          mean((one) => one.removals[i].curve[half].probability, 1),
          mean((one) => one.removals[i].area, 1),
        ]),
      ),
    ],
    [
      `Attribution: information by step, ${unit}`,
      ...table(
        ['step', 'information'],
        map.map((_, step) => [String(step + 1), mean((one) => one.map[step].reduce((sum, each) => sum + each, 0))]),
      ),
    ],
  ];
}
