import { type SweptKey, type SweptPlace, valuesOf, valueText } from '../../../../src/config/layers/sweptKeys';
import { formatValue } from '../../../../src/result/format';
import { type SweptFigure, sweptFigures, type SweptMetric } from '../../../../src/result/studies/keySweep/summary';
import type { Axis, Cell, ChartData, Column, Mark, Series } from '../../../model/chartData';
import { axisFromZero, estimateColumns, estimateMark, heightsOf, ofWhat } from '../../../model/estimateMarks';
import { unitName } from '../../../model/labels';
import type { Scene } from '../../../model/scene';
import { toldMark } from '../../../model/told';
import { t } from '../../../ui/l10n';
import { fieldName, keysOf, kindName, lineName, metricName, shownAcross, shownSwept } from './choices';

/** One line of the chart: a metric, and in a grid a value of the other key. */
interface Line {
  readonly name: string;
  readonly metric: SweptMetric;
  readonly figures: readonly SweptFigure[];
}

/**
 * A metric over a key: a line for each layer or network, or in a grid for each value of the other key. Absent before
 * the first value is analyzed.
 */
export function keySweepChartData(scene: Scene): ChartData | undefined {
  const shown = shownSwept(scene);
  const keys = keysOf(scene);
  const across = shownAcross(scene);
  if (!shown || keys.length === 0) return undefined;
  const axis = new KeyAxis(keys[across], across);
  const series = linesOf(scene, keys, across).map(({ name, metric, figures }): Series => ({
    name,
    role: 'estimate',
    ...(keys.length === 1 && 'subject' in metric && metric.networkName === undefined && { layer: metric.subject }),
    marks: figures.map((one) => markOf(scene, metric, one, keys, axis.of(one.place))).sort((a, b) => a.x - b.x),
  }));
  const marks = series.flatMap((line) => line.marks);
  return {
    ...common(scene, keys, shown.metrics[0]),
    says: saysOf(scene, marks),
    of: ofWhat(linesOf(scene, keys, across).flatMap(({ figures }) => figures.flatMap(estimateOf))),
    x: axis.axis,
    y: axisFromZero(heightName(scene, shown.metrics[0]), [
      heightsOf(marks),
      ...marks.map(({ y, interval }) => interval?.low ?? y),
    ]),
    series,
  };
}

/** A metric over both keys of a grid, a cell a place; the other key goes up. Absent for one key. */
export function keySweepGridChartData(scene: Scene): ChartData | undefined {
  const shown = shownSwept(scene);
  const keys = keysOf(scene);
  const across = shownAcross(scene);
  if (!shown || keys.length < 2) return undefined;
  const [key, other] = [keys[across], keys[1 - across]];
  const series = linesOf(scene, keys, across).map(({ figures, metric }, row): Series => ({
    name: valueText(other.values[row]),
    role: 'estimate',
    marks: figures.map((one) => {
      const at = key.values.indexOf(valuesOf(one.place)[across]);
      const { interval, ...mark } = markOf(scene, metric, one, keys, at);
      return interval ? { ...mark, interval } : mark;
    }),
  }));
  const marks = series.flatMap((line) => line.marks);
  return {
    ...common(scene, keys, shown.metrics[0]),
    says: saysOf(scene, marks),
    of: ofWhat(linesOf(scene, keys, across).flatMap(({ figures }) => figures.flatMap(estimateOf))),
    x: { label: key.key, low: 0, high: key.values.length - 1, names: key.values.map(valueText) },
    y: axisFromZero(
      heightName(scene, shown.metrics[0]),
      marks.map(({ y }) => y),
    ),
    rows: other.key,
    series,
  };
}

const estimateOf = (figure: SweptFigure) => ('mean' in figure ? [figure.mean] : []);

function linesOf(scene: Scene, keys: readonly SweptKey[], across: number): Line[] {
  const metrics = shownSwept(scene)?.metrics ?? [];
  if (keys.length === 1)
    return metrics.map((metric) => ({
      name: lineName(scene, metric),
      metric,
      figures: sweptFigures(scene.result, metric),
    }));
  const [metric] = metrics;
  const all = sweptFigures(scene.result, metric);
  const other = keys[1 - across];
  return other.values.map((value) => ({
    name: `${shortOf(other.key)} = ${valueText(value)}`,
    metric,
    figures: all.filter(({ place }) => valuesOf(place)[1 - across] === value),
  }));
}

/** The last part of a key, for a legend: the axis or the table has the whole of it. */
const shortOf = (key: string): string => key.split('.').at(-1) ?? key;

function common(scene: Scene, keys: readonly SweptKey[], metric: SweptMetric) {
  const columns: Column[] = [
    ...keys.map(({ key, values }) => ({ label: key, numeric: values.every((value) => typeof value === 'number') })),
    { label: t('number'), numeric: false },
    { label: t('repetitions'), numeric: true },
    ...('field' in metric
      ? [
          { label: fieldName(metric.field), numeric: true },
          { label: t('low'), numeric: true },
          { label: t('high'), numeric: true },
        ]
      : estimateColumns(scene)),
  ];
  return { columns, limits: [], bands: [] };
}

const heightName = (scene: Scene, metric: SweptMetric): string =>
  'field' in metric ? fieldName(metric.field) : t('{0} ({1})', kindName(metric), unitName(scene.unit));

function markOf(scene: Scene, metric: SweptMetric, figure: SweptFigure, keys: readonly SweptKey[], x: number): Mark {
  const values = valuesOf(figure.place);
  const name = metricName(scene, metric);
  const where = t(
    '{0}, {1}',
    name,
    values.map((value, i) => `${shortOf(keys[i].key)} = ${valueText(value)}`).join(', '),
  );
  const lead: Cell[] = [
    ...values.map((value) => (typeof value === 'boolean' ? String(value) : value)),
    name,
    figure.repetitions,
  ];
  const times = figure.repetitions === 1 ? t('one repetition') : t('mean over {0} repetitions', figure.repetitions);
  if ('mean' in figure) {
    const layer = keys.length === 1 && 'subject' in metric ? metric.subject : undefined;
    const mark = estimateMark(scene, figure.mean, x, where, lead, layer);
    return { ...mark, details: [times, ...mark.details] };
  }
  const { value, low, high, repetitions } = figure;
  return {
    x,
    y: value,
    ...(repetitions > 1 && high > low && { interval: { low, high } }),
    bound: 'none',
    warnings: [],
    read: t('{0}: {1}', where, formatValue(value)),
    details: [times],
    cells: [...lead, value, ...(repetitions > 1 ? [low, high] : [undefined, undefined])],
  };
}

/** Numbers are in their places, on a logarithmic axis where they span much; other values one after the other. */
class KeyAxis {
  readonly axis: Axis;
  private readonly isLog: boolean;
  private readonly isNumeric: boolean;

  constructor(
    private readonly swept: SweptKey,
    private readonly place: number,
  ) {
    const numbers = swept.values.filter((value) => typeof value === 'number');
    this.isNumeric = numbers.length === swept.values.length;
    this.isLog = this.isNumeric && Math.min(...numbers) > 0 && Math.max(...numbers) >= 8 * Math.min(...numbers);
    const ends = this.isLog ? numbers.map(Math.log10) : numbers;
    this.axis = this.isNumeric
      ? {
          label: this.isLog ? t('{0} (logarithmic)', swept.key) : swept.key,
          low: Math.min(...ends),
          high: Math.max(...ends),
          ...(this.isLog ? { log: true } : { whole: numbers.every(Number.isInteger) }),
        }
      : { label: swept.key, low: 0, high: swept.values.length - 1, names: swept.values.map(valueText) };
  }

  of(place: SweptPlace): number {
    const value = valuesOf(place)[this.place];
    if (!this.isNumeric || typeof value !== 'number') return this.swept.values.indexOf(value);
    return this.isLog ? Math.log10(value) : value;
  }
}

/** The largest and the smallest mark: each says itself which number it is, and where. */
function saysOf(scene: Scene, marks: readonly Mark[]): string {
  if (marks.length === 0) return '';
  const best = marks.reduce((most, mark) => (mark.y > most.y ? mark : most));
  const least = marks.reduce((worst, mark) => (mark.y < worst.y ? mark : worst));
  const at = ({ cells }: Mark): string =>
    keysOf(scene)
      .map(({ key }, i) => `${shortOf(key)} = ${String(cells[i])}`)
      .join(', ');
  return t('Largest at {0}: {1}. Smallest at {2}: {3}.', at(best), toldMark(best), at(least), toldMark(least));
}
