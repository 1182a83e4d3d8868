import { t } from '../ui/l10n';
import type { ChartData, Mark, Series } from '../model/chartData';
import { axisFromZero, estimateColumns, estimateMark, ofWhat } from '../model/estimateMarks';
import { allOf, inUnit, type Scene } from '../model/scene';
import { toldMark } from '../model/told';
import { missingQuantity } from '../model/teaching';
import { unitName } from '../model/labels';

/** I(H^a_t;H^b_t) of every pair of layers at the last step: x and y are layers, and the matrix is symmetric. */
export function layerPairsChartData(scene: Scene): ChartData {
  const names = scene.layers.map(({ name }) => name);
  const estimates = names.flatMap((name) => allOf(scene, 'layerInformation', name));
  const latest = Math.max(...estimates.map(({ time }) => time ?? 0));
  const cells = new Map<string, Mark>();
  const used = estimates.filter(
    (estimate) =>
      (estimate.time ?? latest) === latest && names.includes(estimate.source) && names.includes(estimate.target),
  );
  for (const estimate of used) {
    const { source, target } = estimate;
    for (const [a, b] of [
      [source, target],
      [target, source],
    ]) {
      cells.set(
        `${a}/${b}`,
        estimateMark(scene, estimate, names.indexOf(b), t('{0} and {1}', a, b), [a, b, estimate.time], a),
      );
    }
  }
  const series: Series[] = names.flatMap((a): Series[] => {
    const marks = names.flatMap((b) => cells.get(`${a}/${b}`) ?? []);
    return marks.length ? [{ name: a, layer: a, role: 'estimate', marks }] : [];
  });
  const values = names.flatMap((name) =>
    scene.index
      .epochsOf('layerInformation', name)
      .flatMap((epoch) =>
        scene.index.at('layerInformation', name, epoch).map((estimate) => inUnit(scene, estimate).value),
      ),
  );
  return {
    says: series.length
      ? saysOf(
          scene,
          series.flatMap(({ marks }) => marks),
        )
      : '',
    of: ofWhat(used),
    x: { label: t('layer'), low: 0, high: Math.max(0, names.length - 1), names },
    y: { ...axisFromZero(unitName(scene.unit), values), names: series.map(({ name }) => name) },
    series,
    limits: [],
    bands: [],
    columns: [
      { label: t('layer'), numeric: false },
      { label: t('other layer'), numeric: false },
      { label: t('step'), numeric: true },
      ...estimateColumns(scene),
    ],
    ...(series.length
      ? {}
      : {
          teaching:
            names.length < 2
              ? { text: t('This chart needs at least two layers with estimates.') }
              : missingQuantity(scene, 'layerInformation'),
        }),
  };
}

function saysOf(scene: Scene, all: readonly Mark[]): string {
  const sure = all.filter(({ warnings }) => warnings.length === 0);
  const marks = sure.length ? sure : all;
  const most = marks.reduce((held, mark) => (mark.y > held.y ? mark : held), marks[0]);
  const least = marks.reduce((held, mark) => (mark.y < held.y ? mark : held), marks[0]);
  const unit = unitName(scene.unit);
  const pair = (mark: Mark): [string | number, string | number] => [mark.cells[0] ?? '', mark.cells[1] ?? ''];
  if (most.y === least.y) return t('{0} and {1} share {2} {3}.', ...pair(most), toldMark(most), unit);
  return t(
    '{0} and {1} share the most: {2} {4}. {5} and {6} share the least: {3} {4}.',
    ...pair(most),
    toldMark(most),
    toldMark(least),
    unit,
    ...pair(least),
  );
}
