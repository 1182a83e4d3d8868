import type { Estimate } from '../../src/result/result';
import { t } from '../ui/l10n';
import { alsoWithByEpoch, alsoWithNames } from './alsoWith';
import type { ChartData, Mark, Series } from '../model/chartData';
import { curvesLayer } from './layerCurves';
import { axisFromZero, estimateColumns, estimateMark, ofWhat } from '../model/estimateMarks';
import type { Scene } from '../model/scene';
import { toldMark } from '../model/told';
import { estimatorName, unitName } from '../model/labels';

/**
 * One layer's I(X;H) at the last step over the epochs, one line per estimator, to compare what each shows as
 * compression. Absent with a single estimator.
 */
export function overTrainingChartData(scene: Scene): ChartData | undefined {
  const layer = curvesLayer(scene);
  const names = alsoWithNames(scene);
  if (layer === undefined || names.length === 0) return undefined;
  const used: Estimate[] = [];
  const lineOf = (name: string, estimates: readonly Estimate[], colour: number): Series[] => {
    used.push(...estimates);
    const marks = estimates.map((estimate): Mark => ({
      ...estimateMark(
        scene,
        estimate,
        estimate.epoch,
        t('{0}, epoch {1}', name, estimate.epoch),
        [name, layer, estimate.epoch],
        undefined,
      ),
    }));
    return marks.length ? [{ name, role: 'estimate', colour, marks }] : [];
  };
  const main = scene.index
    .epochsOf('inputInformation', layer)
    .map((epoch) => scene.index.atEnd('inputInformation', layer, epoch))
    .filter((estimate) => estimate !== undefined);
  const estimator = main.at(-1)?.estimator;
  const mainName = estimator === undefined ? t('the main estimator') : estimatorName(estimator);
  const series = [
    ...lineOf(mainName, main, 0),
    ...names.flatMap((name, i) =>
      lineOf(
        name,
        [...alsoWithByEpoch(scene, 'inputInformation', layer, name).values()].sort((a, b) => a.epoch - b.epoch),
        i + 1,
      ),
    ),
  ];
  const marks = series.flatMap((item) => item.marks);
  return {
    says: marks.length ? saysOf(scene, layer, series) : '',
    of: ofWhat(used),
    x: {
      label: t('epoch'),
      kind: 'epoch',
      low: 0,
      high: Math.max(1, scene.result.config.training.epochs),
      whole: true,
    },
    y: axisFromZero(
      t('about the input ({0})', unitName(scene.unit)),
      marks.map((mark) => mark.interval?.high ?? mark.y),
    ),
    series,
    limits: [],
    bands: [],
    columns: [
      { label: t('series'), numeric: false },
      { label: t('layer'), numeric: false },
      { label: t('epoch'), numeric: true },
      ...estimateColumns(scene).filter(({ label }) => label !== t('epoch')),
    ],
    ...(series.length ? {} : { teaching: { text: t('{0} has no estimates about the input.', layer) } }),
  };
}

/** The peak and the end of each line. */
function saysOf(scene: Scene, layer: string, series: readonly Series[]): string {
  const unit = unitName(scene.unit);
  const parts = series.map(({ name, marks }) => {
    const peak = marks.reduce((most, mark) => (mark.y > most.y ? mark : most));
    const last = marks.at(-1) ?? peak;
    return peak === last
      ? t('{0} ends at its peak, {1}', name, toldMark(last))
      : t('{0} peaks at {1} at epoch {2} and ends at {3}', name, toldMark(peak), peak.epoch ?? 0, toldMark(last));
  });
  return t('{0}, {1}: {2}.', layer, unit, parts.join('; '));
}
