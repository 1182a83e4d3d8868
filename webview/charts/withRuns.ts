import { t } from '../ui/l10n';
import { difference } from '../../src/result/runs/difference';
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
  const present = presentMarks(chartData);
  const layers = new Set(chartData.series.flatMap(({ layer, marks }) => [layer, ...marks.map((mark) => mark.layer)]));
  const columns = new Map(chartData.x.names?.map((name, at) => [name, at]));
  const added = others.flatMap(({ name, run, data }) =>
    (data?.series ?? [])
      .filter(({ role, marks }) => (role === 'estimate' || role === 'path' || role === 'metric') && marks.length > 0)
      .map((series) =>
        compared(
          ofRun(series, name, run, layers, chartData.x.names ? data?.x.names : undefined, columns),
          series.role,
          series.name,
          name,
          present,
        ),
      ),
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
    ...(drawn.some(({ marks }) => marks.some(({ differs }) => differs !== undefined)) && {
      notes: [...(chartData.notes ?? []), t('≠: its 95 % interval does not meet that of this run')],
    }),
  };
}

/** The place of a mark, by which marks of two runs are compared: on a path it is the epoch, else the column. */
const placeOf = (role: Series['role'], series: string, { x, epoch, layer }: Mark): string =>
  JSON.stringify([series, layer, role === 'path' ? epoch : x]);

function presentMarks({ series }: ChartData): ReadonlyMap<string, Mark> {
  return new Map(
    series.flatMap(({ name, role, marks }) =>
      role === 'estimate' || role === 'path' ? marks.map((mark) => [placeOf(role, name, mark), mark] as const) : [],
    ),
  );
}

/** The series with its marks compared with those of the present run. */
function compared(
  series: Series,
  role: Series['role'],
  own: string,
  run: string,
  present: ReadonlyMap<string, Mark>,
): Series {
  const marks = series.marks.map((mark): Mark => {
    const here = present.get(placeOf(role, own, mark));
    const differs =
      difference(mark.interval, here?.interval) ?? difference(mark.xInterval, here?.xInterval) ?? undefined;
    const read = t('{0}: {1}', run, mark.read);
    if (!differs) return { ...mark, read };
    const said =
      differs === 'certainly'
        ? t('{0}; differs from this run', read)
        : t('{0}; differs from this run if the models hold', read);
    return { ...mark, differs, read: said };
  });
  return { ...series, marks };
}

function ofRun(
  series: Series,
  name: string,
  run: number,
  layers: ReadonlySet<string | undefined>,
  names: readonly string[] | undefined,
  columns: ReadonlyMap<string, number>,
): Series {
  // Columns are layers: a layer stands at its own place in the present network.
  const marks = names
    ? series.marks.flatMap((mark) => {
        const at = columns.get(names.at(mark.x) ?? '');
        return at === undefined ? [] : [{ ...mark, x: at }];
      })
    : series.marks;
  const { layer, ...rest } = series;
  const known = layer !== undefined && layers.has(layer);
  return {
    ...rest,
    ...(known ? { layer } : {}),
    name: `${name}: ${series.name}`,
    role: 'other',
    run,
    marks: marks.map((mark) => ({ ...mark, cells: [], warnings: [] })),
  };
}

function wider(axis: Axis, others: readonly Axis[]): Axis {
  return {
    ...axis,
    low: Math.min(axis.low, ...others.map(({ low }) => low)),
    high: Math.max(axis.high, ...others.map(({ high }) => high)),
  };
}
