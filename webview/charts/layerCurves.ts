import { sentenceText } from '../model/sentence';
import type { Estimate } from '../../src/result/result';
import { t } from '../ui/l10n';
import type { ChartData, Series } from '../model/chartData';
import { exactValue } from '../model/exactLines';
import { formatValue } from '../../src/result/format';
import { axisFromZero, estimateColumns, estimateMark, heightsOf, ofWhat } from '../model/estimateMarks';
import { allOf, type Scene, type StepQuantity } from '../model/scene';
import { toldMark } from '../model/told';
import { missingQuantity } from '../model/teaching';
import { steps } from './throughTime';
import { quantityName, unitName } from '../model/labels';

export const stepQuantities: readonly StepQuantity[] = [
  'inputInformation',
  'historyInformation',
  'outputInformation',
  'predictiveInformation',
];

/** The layer whose curves are shown: the chosen one, or the first recurrent one with estimates. */
export function curvesLayer(scene: Scene): string | undefined {
  const { layer } = scene.choices;
  if (layer !== undefined && scene.subjects.some(({ name }) => name === layer)) return layer;
  return (scene.layers.find(({ recurrent }) => recurrent) ?? scene.layers.at(0))?.name;
}

/** One layer's input, history and output information over the time steps. */
export function layerCurvesChartData(scene: Scene): ChartData {
  const layer = curvesLayer(scene);
  const used: Estimate[] = [];
  const estimated: Series[] = stepQuantities.flatMap((quantity, colour): Series[] => {
    const estimates = layer === undefined ? [] : steps(allOf(scene, quantity, layer));
    used.push(...estimates);
    const name = quantityName(quantity);
    const marks = estimates.map((estimate) => {
      const step = estimate.time ?? 0;
      return { ...estimateMark(scene, estimate, step, t('{0}, step {1}', name, step), [name, step], undefined) };
    });
    return marks.length ? [{ name, role: 'estimate', colour, marks }] : [];
  });
  const series = [...estimated, ...(layer === undefined ? [] : exactCurves(scene, layer))];
  const times = series.flatMap(({ marks }) => marks.map(({ x }) => x));
  return {
    says: layer !== undefined && estimated.length ? saysOf(scene, layer, estimated) : '',
    of: ofWhat(used),
    x: { label: t('time step'), kind: 'time', low: Math.min(1, ...times), high: Math.max(2, ...times), whole: true },
    y: axisFromZero(unitName(scene.unit), [heightsOf(series.flatMap(({ marks }) => marks))]),
    series,
    limits: [],
    bands: [],
    columns: [{ label: t('quantity'), numeric: false }, { label: t('step'), numeric: true }, ...estimateColumns(scene)],
    ...(estimated.length ? {} : { teaching: missingQuantity(scene, 'historyInformation') }),
  };
}

/** Exact values at every step: of this layer, or of any network on these data. */
function exactCurves(scene: Scene, layer: string): Series[] {
  return stepQuantities.flatMap((quantity, colour): Series[] => {
    const lines = scene.result.exact.filter(
      (line) =>
        line.quantity === quantity &&
        line.time !== undefined &&
        line.lag === undefined &&
        (line.source === layer ||
          line.target === layer ||
          !scene.layers.some(({ name }) => name === line.source || name === line.target)),
    );
    if (!lines.length) return [];
    const sorted = [...lines].sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
    return [
      {
        // The same exact solution gives several of the curves.
        name: t('{0}: {1}', quantityName(quantity), sentenceText(sorted[0].name)),
        role: 'exact',
        colour,
        marks: sorted.map((line) => {
          const value = exactValue(scene, line);
          return {
            x: line.time ?? 0,
            y: value,
            bound: 'none',
            warnings: [],
            read: t(
              '{0}, step {1}: exactly {2} {3}',
              sentenceText(line.name),
              line.time ?? 0,
              formatValue(value),
              unitName(scene.unit),
            ),
            details: [],
            cells: [sentenceText(line.name), line.time, value, value, value, undefined, t('exact')],
          };
        }),
      },
    ];
  });
}

function saysOf(scene: Scene, layer: string, series: readonly Series[]): string {
  const unit = unitName(scene.unit);
  const parts = series.map(({ name, marks }) => {
    const first = marks[0];
    const last = marks.at(-1) ?? first;
    return t(
      '{0} {1} {3} at step {4} and {2} {3} at step {5}',
      name.toLowerCase(),
      toldMark(first),
      toldMark(last),
      unit,
      first.x,
      last.x,
    );
  });
  return t('{0}: {1}.', layer, parts.join('; '));
}
