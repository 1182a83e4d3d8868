import type { Estimate } from '../../src/result/result';
import { t } from '../ui/l10n';
import type { ChartData, Series } from '../model/chartData';
import { axisFromZero, estimateColumns, estimateMark, heightsOf } from '../model/estimateMarks';
import type { Scene } from '../model/scene';
import { toldAmount } from '../model/told';
import { unitName } from '../model/labels';

/**
 * The values of the critics of infomax layers over the epochs, at their last step: one line per layer. Absent where the
 * network has none.
 */
export function infomaxChartData(scene: Scene): ChartData | undefined {
  const layers = scene.result.layers.filter(({ type }) => type === 'infomax');
  if (layers.length === 0) return undefined;
  const used: Estimate[] = [];
  const series = layers.flatMap(({ name }): Series[] => {
    const estimates = scene.index
      .epochsOf('infomax', name)
      .flatMap((epoch) => scene.index.atEnd('infomax', name, epoch) ?? []);
    used.push(...estimates);
    const marks = estimates.map((estimate) =>
      estimateMark(
        scene,
        estimate,
        estimate.epoch,
        t('{0} about {1}, epoch {2}', name, estimate.source, estimate.epoch),
        [name, estimate.source, estimate.epoch],
        name,
      ),
    );
    return marks.length ? [{ name, layer: name, role: 'estimate', marks }] : [];
  });
  const marks = series.flatMap((item) => item.marks);
  const last = used.at(-1);
  return {
    says: last
      ? t(
          'At epoch {0}, the critic of {1} reads {2} {3} about {4}.',
          last.epoch,
          last.target,
          toldAmount(scene, last),
          unitName(scene.unit),
          last.source,
        )
      : '',
    of: [],
    x: {
      label: t('epoch'),
      kind: 'epoch',
      low: 0,
      high: Math.max(1, scene.result.config.training.epochs),
      whole: true,
    },
    y: axisFromZero(unitName(scene.unit), [Math.min(0, ...marks.map(({ y }) => y)), heightsOf(marks)]),
    series,
    limits: [],
    bands: [],
    columns: [
      { label: t('layer'), numeric: false },
      { label: t('about'), numeric: false },
      { label: t('epoch'), numeric: true },
      ...estimateColumns(scene).filter(({ label }) => label !== t('epoch')),
    ],
    ...(series.length
      ? {}
      : {
          teaching: {
            text: scene.running
              ? t('The first estimates are being computed.')
              : t('`analysis.quantities` in the config does not include `{0}`.', 'infomax'),
          },
        }),
  };
}
