import { formatValue, percent } from '../../../../src/result/format';
import type { Attribution, RemovedBy } from '../../../../src/result/result';
import { overSeeds } from '../../../../src/result/studySummary';
import { convert } from '../../../../src/result/units';
import type { ChartData, Mark, Series } from '../../../model/chartData';
import { unitName } from '../../../model/labels';
import type { Scene } from '../../../model/scene';
import { t } from '../../../ui/l10n';

const allOf = ({ result: { studies } }: Scene): readonly Attribution[] => studies?.attribution ?? [];

/** Rows of one map, [steps][columns], in the shown unit. */
interface Shown {
  readonly name: string;
  readonly map: readonly (readonly number[])[];
}

/** The information of each step and column: the mean over sequences at the left or on top, then single sequences. */
export function attributionMaps(scene: Scene): ChartData | undefined {
  const all = allOf(scene);
  if (all.length === 0) return undefined;
  const shown = (value: number): number => convert(value, scene.result.config.analysis.unit, scene.unit);
  const mean = all[0].map.map((row, step) =>
    row.map((_, column) => shown(overSeeds(all.map(({ map }) => map[step][column])).value)),
  );
  const steps = mean.length;
  const maps: readonly Shown[] = [
    { name: t('mean'), map: mean },
    ...all.flatMap(({ maps: own = [] }) =>
      own.map(({ sequence, target, map }) => ({
        name: t('sequence {0} ({1})', sequence, target),
        // Shorter sequences end where the longest does.
        map: [...Array.from({ length: steps - map.length }, () => []), ...map.map((row) => row.map(shown))],
      })),
    ),
  ];
  const unit = unitName(scene.unit);
  const values = maps.flatMap(({ map }) => map.flat());
  const whole = overSeeds(all.map(({ information }) => shown(information))).value;
  const sums = mean.map((row) => row.reduce((sum, value) => sum + value, 0));
  const most = sums.indexOf(Math.max(...sums));
  return {
    says: t(
      'At most {0} {1} of a sequence on average; the most in step {2}: {3}.',
      formatValue(whole),
      unit,
      most + 1,
      formatValue(sums[most]),
    ),
    of: [],
    ...(all[0].by === 'steps' ? inRows(maps, unit) : sideBySide(maps, mean[0].length, steps, unit)),
    y: { label: t('information, at most ({0})', unit), low: 0, high: Math.max(...values), tight: true },
    limits: [],
    bands: [],
    columns: [
      { label: t('sequence'), numeric: false },
      { label: t('time step'), numeric: true },
      { label: t('input column'), numeric: true },
      { label: t('information, at most ({0})', unit), numeric: true },
    ],
  };
}

function cell(name: string, step: number, column: number, value: number, x: number, unit: string): Mark {
  return {
    ...{ x, y: value },
    bound: 'upper',
    warnings: [],
    read: t('{0}, step {1}, column {2}: {3} {4}', name, step + 1, column, formatValue(value), unit),
    details: [],
    cells: [name, step + 1, column, value],
  };
}

/** One row a map, with steps along the x axis. */
const inRows = (maps: readonly Shown[], unit: string): Pick<ChartData, 'x' | 'series' | 'rows'> => ({
  x: {
    label: t('time step'),
    low: 0,
    high: maps[0].map.length - 1,
    names: maps[0].map.map((_, step) => String(step + 1)),
  },
  series: maps.map(({ name, map }) => ({
    name,
    role: 'estimate',
    marks: map.flatMap((row, step) => row.map((value) => cell(name, step, 0, value, step, unit))),
  })),
  rows: t('sequence'),
});

/** Columns at the right and steps downward, with a column left free between two maps. */
function sideBySide(
  maps: readonly Shown[],
  width: number,
  steps: number,
  unit: string,
): Pick<ChartData, 'x' | 'series' | 'rows'> {
  const high = maps.length * (width + 1) - 2;
  return {
    x: {
      label: t('input column'),
      low: 0,
      high,
      names: Array.from({ length: high + 1 }, (_, x) => (x % (width + 1) === width ? '' : String(x % (width + 1)))),
    },
    series: Array.from({ length: steps }, (_, step): Series => ({
      name: String(step + 1),
      role: 'estimate',
      marks: maps.flatMap(({ name, map }, place) =>
        map[step].map((value, column) => cell(name, step, column, value, place * (width + 1) + column, unit)),
      ),
    })),
    rows: t('time step'),
  };
}

function removedName(by: RemovedBy): string {
  switch (by) {
    case 'information':
      return t('most information first');
    case 'attention':
      return t('most attention first');
    case 'gradient':
      return t('largest gradient first');
    case 'random':
      return t('at random');
  }
}

/** The probability of the answers as more and more steps are replaced by the mean. */
export function removalCurves(scene: Scene): ChartData | undefined {
  const all = allOf(scene);
  if (all.length === 0) return undefined;
  const series = all[0].removals.map(({ by, curve }, i): Series => {
    const name = removedName(by);
    return {
      name,
      role: 'estimate',
      colour: i,
      marks: curve.map(({ removed }, point) => {
        const mean = overSeeds(all.map(({ removals }) => removals[i].curve[point].probability));
        const right = overSeeds(all.map(({ removals }) => removals[i].curve[point].accuracy)).value;
        const [low, high] = [Math.max(0, mean.low), Math.min(1, mean.high)];
        return {
          ...{ x: removed, y: mean.value },
          ...(all.length > 1 && { interval: { low, high } }),
          bound: 'none',
          warnings: [],
          read: t('{0}, {1} removed: probability {2}', name, percent(removed), formatValue(mean.value)),
          details: [t('accuracy {0}', formatValue(right)), t('mean over {0} repetitions', all.length)],
          cells: [name, removed, mean.value, low, high, right, all.length],
        };
      }),
    };
  });
  return {
    says: all[0].removals
      .map(({ by }, i) =>
        t(
          '{0}: a probability of {1} on average.',
          removedName(by),
          formatValue(overSeeds(all.map(({ removals }) => removals[i].area)).value),
        ),
      )
      .join(' '),
    of: [],
    x: { label: t('share of the steps that is removed'), low: 0, high: 1 },
    y: { label: t("probability of the network's answers"), low: 0, high: 1, tight: true },
    series,
    limits: [],
    bands: [],
    columns: [
      { label: t('series'), numeric: false },
      { label: t('removed'), numeric: true },
      { label: t('probability'), numeric: true },
      { label: t('low'), numeric: true },
      { label: t('high'), numeric: true },
      { label: t('accuracy'), numeric: true },
      { label: t('repetitions'), numeric: true },
    ],
  };
}
