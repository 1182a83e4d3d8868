import { type BiasPoint, biasCurves } from '../../src/result/bias';
import { formatValue } from '../../src/result/format';
import { convert } from '../../src/result/units';
import type { ChartData, Mark, Series } from '../model/chartData';
import { axisFromZero } from '../model/estimateMarks';
import { estimatorName, quantityName, unitName } from '../model/labels';
import type { Scene } from '../model/scene';
import { t } from '../ui/l10n';

/** Estimates on quarters, halves and all of the sequences, over their number. Absent where none were asked for. */
export function biasChartData(scene: Scene): ChartData | undefined {
  const curves = biasCurves(scene.result.bias);
  if (curves.length === 0) return undefined;
  const series = curves.map((curve, colour) => lineOf(scene, curve, colour));
  const marks = series.flatMap((line) => line.marks);
  const positions = marks.map(({ x }) => x);
  return {
    says: series.map((line) => t('{0}: {1}.', line.name, line.marks.map(({ read }) => read).join(', '))).join(' '),
    of: [],
    x: { label: t('sequences'), low: Math.min(...positions), high: Math.max(...positions), log: true },
    y: axisFromZero(
      t('estimate ({0})', unitName(scene.unit)),
      marks.map(({ y }) => y),
    ),
    series,
    limits: [],
    bands: [],
    columns: [
      { label: t('quantity'), numeric: false },
      { label: t('layer'), numeric: false },
      { label: t('estimator'), numeric: false },
      { label: t('sequences'), numeric: true },
      { label: t('parts'), numeric: true },
      { label: t('estimate ({0})', unitName(scene.unit)), numeric: true },
    ],
  };
}

function lineOf(scene: Scene, curve: readonly BiasPoint[], colour: number): Series {
  const [{ quantity, source, target, estimator }] = curve;
  const layer = quantity === 'inputInformation' ? target : source;
  const [about, by] = [quantityName(quantity), estimatorName(estimator)];
  const marks = curve.map(({ samples, parts, value, unit }): Mark => {
    const shown = convert(value, unit, scene.unit);
    return {
      x: Math.log10(samples),
      y: shown,
      bound: 'none',
      warnings: [],
      layer,
      read: t('{0} on {1} sequences', formatValue(shown), samples),
      details: [t('mean over {0} parts', parts)],
      cells: [about, layer, by, samples, parts, shown],
    };
  });
  return {
    name: `${layer}, ${about}, ${by}`,
    role: 'estimate',
    layer,
    colour,
    dashed: quantity !== 'inputInformation',
    marks,
  };
}
