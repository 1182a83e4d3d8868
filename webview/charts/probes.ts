import { formatValue } from '../../src/result/format';
import { type Measured, measuredOf } from '../../src/result/measured';
import type { ChartData, Series } from '../model/chartData';
import { axisFromZero, lagAxis, ofWhat } from '../model/estimateMarks';
import { unitName } from '../model/labels';
import { measuredColumns, measuredMark, shownOf } from '../model/measuredMarks';
import type { Scene } from '../model/scene';
import { t } from '../ui/l10n';

type Kind = 'perceptronProbe' | 'linearProbe' | 'usedInformation';
const kinds: readonly Kind[] = ['perceptronProbe', 'linearProbe', 'usedInformation'];

/** What a perceptron, a linear decoder and the network's answer have of each past input. Absent if not asked for. */
export function probesChartData(scene: Scene): ChartData | undefined {
  const layers = scene.layers.filter(({ name }) => measuredOf(scene.result.measured, 'linearProbe', name).length > 0);
  if (layers.length === 0) return undefined;
  const series = layers.flatMap(({ name }) => kinds.flatMap((kind) => lineOf(scene, name, kind)));
  const marks = series.flatMap((line) => line.marks);
  const unit = unitName(scene.unit);
  return {
    says: layers.map(({ name }) => saysOf(scene, name)).join(' '),
    of: ofWhat((scene.result.measured ?? []).filter(({ measure }) => measure === 'linearProbe')),
    x: lagAxis(marks),
    // A certain upper end says nothing of the decoder.
    y: axisFromZero(
      unit,
      marks.map(({ y }) => y),
    ),
    series,
    limits: [],
    bands: [],
    columns: [
      { label: t('layer'), numeric: false },
      { label: t('lag'), numeric: true },
      { label: t('read by'), numeric: false },
      ...measuredColumns(unit),
    ],
  };
}

function wordsOf(kind: Kind): string {
  switch (kind) {
    case 'perceptronProbe':
      return t('a perceptron');
    case 'linearProbe':
      return t('a linear decoder');
    case 'usedInformation':
      return t("the network's answer");
  }
}

function lineOf(scene: Scene, name: string, kind: Kind): Series[] {
  const found = measuredOf(scene.result.measured, kind, name);
  if (found.length === 0) return [];
  const title = t('{0}, {1}', name, wordsOf(kind));
  return [
    {
      name: title,
      layer: name,
      role: 'estimate',
      dashed: kind !== 'perceptronProbe',
      marks: found.map((one) => {
        const { lag = 0 } = one;
        return measuredMark(scene, one, lag, t('{0}, lag {1}', title, lag), [name, lag, wordsOf(kind)]);
      }),
    },
  ];
}

/** The lag at which a perceptron reads most that a linear decoder does not. */
function saysOf(scene: Scene, name: string): string {
  const linear = measuredOf(scene.result.measured, 'linearProbe', name);
  const other = new Map(measuredOf(scene.result.measured, 'perceptronProbe', name).map((one) => [one.lag, one]));
  const more = linear.flatMap((one) => {
    const perceptron = other.get(one.lag);
    return perceptron ? [{ lag: one.lag ?? 0, one, perceptron, by: perceptron.value - one.value }] : [];
  });
  if (more.length === 0) return t('{0}: no decoder could be trained.', name);
  const most = more.reduce((held, next) => (next.by > held.by ? next : held));
  // Above what the linear decoder may reach by its own error of samples.
  const isMore = most.perceptron.low > most.one.value + (most.one.value - most.one.low);
  const shown = (one: Measured): string => formatValue(shownOf(scene, one, one.value));
  return isMore
    ? t(
        '{0}: at lag {1} a perceptron reads {2} {4} where a linear decoder reads {3}: kept, but not linearly readable.',
        ...[name, most.lag, shown(most.perceptron), shown(most.one), unitName(scene.unit)],
      )
    : t('{0}: at no lag does a perceptron read clearly more than a linear decoder.', name);
}
