import { t } from '../ui/l10n';
import { difference, type Difference } from '../../src/result/runs/difference';
import type { Axis, ChartData, Mark, Series } from '../model/chartData';
import type { Scene } from '../model/scene';
import type { ChartKind } from './chartKind';
import { FlowPainter } from '../painters/flowPainter';
import { XyPainter } from '../painters/xyPainter';

/** A kept run beside the present one. */
export interface RunScene {
  readonly name: string;
  readonly scene: Scene;
}

/**
 * The chart's data with the lines of other runs. A layer keeps its colour, and each run has its own dashes and its
 * number at the line's end. Maps and stacked columns have no room for a second run: a note says so.
 */
export function withRuns(kind: ChartKind, chartData: ChartData, runs: readonly RunScene[]): ChartData {
  if (runs.length === 0) return chartData;
  if (kind.painter !== XyPainter && kind.painter !== FlowPainter)
    return { ...chartData, notes: [...(chartData.notes ?? []), t('other runs: see the table of differences')] };
  const others = runs.map(({ name, scene }, run) => ({ name, run, data: kind.select(scene) }));
  const present = presentOf(chartData);
  const added = others.flatMap(({ name, run, data }) =>
    (data?.series ?? [])
      .filter(({ role, marks }) => (role === 'estimate' || role === 'path' || role === 'metric') && marks.length > 0)
      .map((series) => ofRun(series, { name, run, columns: data?.x.names }, present)),
  );
  const drawn = added.filter(({ marks }) => marks.length > 0);
  const extents = others.flatMap(({ data }) => (data ? [data] : []));
  return {
    ...chartData,
    x: chartData.x.names
      ? chartData.x
      : wider(
          chartData.x,
          extents.map(({ x }) => x),
        ),
    y: wider(
      chartData.y,
      extents.map(({ y }) => y),
    ),
    series: [...chartData.series, ...drawn],
    ...withNotes(chartData, drawn),
  };
}

/** The place of a mark, by which marks of two runs are compared: on a path it is the epoch, else the column. */
const placeOf = (role: Series['role'], series: string, { x, epoch, layer }: Mark): string =>
  JSON.stringify([series, layer, role === 'path' ? epoch : x]);

/** The chart of the present run, beside which the series of another run stand. */
interface Present {
  /** Its marks, by their places. */
  readonly marks: ReadonlyMap<string, Mark>;
  readonly layers: ReadonlySet<string | undefined>;
  /** The places of its columns; absent where they have no names. */
  readonly columns: ReadonlyMap<string, number> | undefined;
}

function presentOf({ series, x }: ChartData): Present {
  const marks = series
    .filter(({ role }) => role === 'estimate' || role === 'path')
    .flatMap((one) => one.marks.map((mark) => [placeOf(one.role, one.name, mark), mark] as const));
  return {
    marks: new Map(marks),
    layers: new Set(series.flatMap((one) => [one.layer, ...one.marks.map(({ layer }) => layer)])),
    columns: x.names && new Map(x.names.map((name, at) => [name, at])),
  };
}

interface OtherRun {
  readonly name: string;
  readonly run: number;
  readonly columns: readonly string[] | undefined;
}

/** The series of another run, with its marks compared with those of the present run. */
function ofRun(series: Series, { name, run, columns }: OtherRun, present: Present): Series {
  const { layer, ...rest } = series;
  return {
    ...rest,
    ...(layer !== undefined && present.layers.has(layer) && { layer }),
    name: `${name}: ${series.name}`,
    role: 'other',
    run,
    marks: series.marks.flatMap((mark) => {
      // Columns are layers: a layer stands at its own place in the present network.
      const x = present.columns && columns ? present.columns.get(columns.at(mark.x) ?? '') : mark.x;
      if (x === undefined) return [];
      const own = { ...mark, x, cells: [], warnings: [] };
      return [comparedMark(own, present.marks.get(placeOf(series.role, series.name, own)), name)];
    }),
  };
}

function comparedMark(mark: Mark, here: Mark | undefined, name: string): Mark {
  const read = t('{0}: {1}', name, mark.read);
  const differs = moreCertain(difference(mark.interval, here?.interval), difference(mark.xInterval, here?.xInterval));
  if (!differs) return { ...mark, read };
  return {
    ...mark,
    differs,
    read:
      differs === 'certainly'
        ? t('{0}; differs from this run', read)
        : t('{0}; differs from this run if the models hold', read),
  };
}

const moreCertain = (a: Difference | undefined, b: Difference | undefined): Difference | undefined =>
  b === 'certainly' ? b : (a ?? b);

/** The notes of the chart, and what each of the signs at the marks means. */
function withNotes({ notes = [] }: ChartData, drawn: readonly Series[]): Pick<ChartData, 'notes'> {
  const found = new Set(drawn.flatMap(({ marks }) => marks.map(({ differs }) => differs)));
  const signs = [
    ...(found.has('certainly') ? [t('≠: its 95 % interval does not meet that of this run')] : []),
    ...(found.has('ifModelsHold')
      ? [t('≠?: its 95 % interval does not meet that of this run, if the models hold')]
      : []),
  ];
  return signs.length > 0 ? { notes: [...notes, ...signs] } : {};
}

function wider(axis: Axis, others: readonly Axis[]): Axis {
  return {
    ...axis,
    low: Math.min(axis.low, ...others.map(({ low }) => low)),
    high: Math.max(axis.high, ...others.map(({ high }) => high)),
  };
}
