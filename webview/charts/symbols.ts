import { formatValue } from '../../src/result/format';
import { type Measured, measuredOf } from '../../src/result/measured';
import type { ChartData, Series } from '../model/chartData';
import { axisFromZero, heightsOf, lagAxis, ofWhat } from '../model/estimateMarks';
import { unitName } from '../model/labels';
import { measuredColumns, measuredMark, shownOf } from '../model/measuredMarks';
import type { Scene } from '../model/scene';
import { t } from '../ui/l10n';

/** What is kept of each symbol over the lags, one line a symbol and layer. Absent where it was not asked for. */
export function symbolsChartData(scene: Scene): ChartData | undefined {
  const layers = scene.layers.flatMap(({ name }) => {
    const found = measuredOf(scene.result.measured, 'symbolInformation', name);
    return found.length > 0 ? [{ name, found }] : [];
  });
  if (layers.length === 0) return undefined;
  const series = layers.flatMap(({ name, found }) => linesOf(scene, name, found));
  const marks = series.flatMap((line) => line.marks);
  const unit = unitName(scene.unit);
  return {
    says: layers.map(({ name, found }) => saysOf(scene, name, found)).join(' '),
    of: ofWhat(layers.flatMap(({ found }) => found)),
    x: lagAxis(marks),
    y: axisFromZero(unit, [heightsOf(marks), ...marks.map(({ y }) => y)]),
    series,
    limits: [],
    bands: [],
    columns: [
      { label: t('layer'), numeric: false },
      { label: t('symbol'), numeric: true },
      { label: t('lag'), numeric: true },
      ...measuredColumns(unit),
    ],
  };
}

const linesOf = (scene: Scene, name: string, found: readonly Measured[]): Series[] =>
  [...new Set(found.map(({ member = 0 }) => member))]
    .sort((a, b) => a - b)
    .map((symbol): Series => {
      const title = t('{0}, symbol {1}', name, symbol);
      return {
        name: title,
        role: 'estimate',
        colour: symbol,
        marks: found
          .filter(({ member }) => member === symbol)
          .map((one) =>
            measuredMark(scene, one, one.lag ?? 0, t('{0}, lag {1}', title, one.lag ?? 0), [name, symbol, one.lag]),
          ),
      };
    });

/** The lag at which two symbols differ most beyond their intervals. */
function saysOf(scene: Scene, name: string, found: readonly Measured[]): string {
  const lags = [...new Set(found.map(({ lag = 0 }) => lag))];
  const gaps = lags.map((lag) => {
    const here = found.filter((one) => one.lag === lag);
    const most = here.reduce((held, one) => (one.low > held.low ? one : held));
    const least = here.reduce((held, one) => (one.high < held.high ? one : held));
    return { lag, most, least, by: most.low - least.high };
  });
  const widest = gaps.reduce((held, one) => (one.by > held.by ? one : held));
  const shown = (one: Measured): string => formatValue(shownOf(scene, one, one.value));
  return widest.by > 0
    ? t(
        '{0}: at lag {1} the state tells most where the input was symbol {2}, {3} {6}, and least at {4}, {5} {6}.',
        ...[name, widest.lag, widest.most.member ?? 0, shown(widest.most), widest.least.member ?? 0],
        ...[shown(widest.least), unitName(scene.unit)],
      )
    : t('{0}: at no lag does the state clearly tell more of one symbol than of another.', name);
}
