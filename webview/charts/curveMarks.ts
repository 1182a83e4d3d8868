import type { BottleneckPoint, Unit } from '../../src/result/result';
import { t } from '../ui/l10n';
import type { ChartData, Mark } from '../model/chartData';
import { formatValue } from '../../src/result/format';
import { convert } from '../../src/result/units';
import { estimateColumns, ordered } from '../model/estimateMarks';
import { type Scene } from '../model/scene';
import { unitName } from '../model/labels';

export function curveColumns(scene: Scene, heightName: string): ChartData['columns'] {
  const columns = estimateColumns(scene);
  return [
    { label: t('series'), numeric: false },
    { label: t('beta'), numeric: true },
    { label: t('rate ({0})', unitName(scene.unit)), numeric: true },
    { label: t('low'), numeric: true },
    { label: t('high'), numeric: true },
    ...columns.map((column, i) => (i === 0 ? { ...column, label: heightName } : column)),
  ];
}

/** Curves come in the config's unit. */
export function curveUnit(scene: Scene): Unit {
  return scene.result.config.analysis.unit;
}

export function curveMark(scene: Scene, point: BottleneckPoint, name: string): Mark {
  const from = curveUnit(scene);
  const [rate, relevance] = [point.rate, point.relevance].map((value) => convert(value, from, scene.unit));
  const xs = ordered(
    rate,
    convert(point.rateLow ?? point.rate, from, scene.unit),
    convert(point.rateHigh ?? point.rate, from, scene.unit),
  );
  const ys = ordered(
    relevance,
    convert(point.relevanceLow ?? point.relevance, from, scene.unit),
    convert(point.relevanceHigh ?? point.relevance, from, scene.unit),
  );
  return {
    x: rate,
    y: relevance,
    xInterval: xs,
    interval: ys,
    bound: 'none',
    warnings: [],
    read: t(
      '{0}, beta {1}: rate {2}, relevance {3} {4}',
      name,
      formatValue(point.beta),
      formatValue(rate),
      formatValue(relevance),
      unitName(scene.unit),
    ),
    details: [],
    cells: [name, point.beta, rate, xs.low, xs.high, relevance, ys.low, ys.high],
  };
}
