import { formatValue } from '../../../../src/result/format';
import { sizesOf, type StudySize } from '../../../../src/result/studySummary';
import { overTables } from '../../../../src/result/studies/compress/tableSummary';
import { convert } from '../../../../src/result/units';
import type { ChartData, Mark, Series } from '../../../model/chartData';
import { axisFromZero } from '../../../model/estimateMarks';
import { unitName } from '../../../model/labels';
import type { Scene } from '../../../model/scene';
import { t } from '../../../ui/l10n';
import { methodName } from '../studyWords';

const ways = ['information', 'principal', 'magnitude', 'random'] as const;

/** Held-out loss with a coded embedding over the length of its code. Absent without a compressed embedding. */
export function codedTableChartData(scene: Scene): ChartData | undefined {
  const sizes = sizesOf(scene.result.studies, 'compress').filter((size) => overTables(size, 'codedBits'));
  if (sizes.length === 0) return undefined;
  const unit = unitName(scene.unit);
  const height = t('held-out loss with the coded table ({0})', unit);
  const series = ways.flatMap((method, colour): Series[] => {
    const own = sizes.filter((size) => size.method === method || size.method === 'all');
    const marks = own.flatMap((size) => markOf(scene, size));
    return own.some((size) => size.method === method)
      ? [{ name: methodName(method), role: 'estimate', colour, marks }]
      : [];
  });
  const all = series.flatMap(({ marks }) => marks);
  return {
    says: all
      .filter((mark, i) => all.findIndex(({ read }) => read === mark.read) === i)
      .map(({ read }) => t('{0}.', read))
      .join(' '),
    of: [],
    x: axisFromZero(
      t('bits a token, coded'),
      all.map(({ x }) => x),
    ),
    y: {
      label: height,
      low: Math.min(...all.map((mark) => mark.interval?.low ?? mark.y)),
      high: Math.max(...all.map((mark) => mark.interval?.high ?? mark.y)),
    },
    series,
    limits: [],
    bands: [],
    columns: [
      { label: t('choice'), numeric: false },
      { label: t('numbers a token'), numeric: true },
      { label: t('bits a token, coded'), numeric: true },
      { label: t('table (KiB)'), numeric: true },
      { label: t('coded (KiB)'), numeric: true },
      { label: height, numeric: true },
      { label: t('low'), numeric: true },
      { label: t('high'), numeric: true },
      { label: t('repetitions'), numeric: true },
    ],
  };
}

function markOf(scene: Scene, size: StudySize): Mark[] {
  const shown = (value: number): number => convert(value, scene.result.config.analysis.unit, scene.unit);
  const [loss, bits] = [overTables(size, 'codedLoss'), overTables(size, 'codedBits')];
  if (!loss || !bits) return [];
  const [value, low, high] = [loss.value, loss.low, loss.high].map(shown);
  const kibibytes = (field: 'kibibytes' | 'codedKibibytes') => overTables(size, field)?.value;
  return [
    {
      x: bits.value,
      y: value,
      ...(size.points.length > 1 && { interval: { low, high } }),
      bound: 'none',
      warnings: [],
      read: t(
        '{0}, {1} numbers a token: {2} bits a token, loss {3}',
        methodName(size.method),
        size.size,
        formatValue(bits.value),
        formatValue(value),
      ),
      details: [t('mean over {0} repetitions', size.points.length)],
      cells: [
        ...[methodName(size.method), size.size, bits.value, kibibytes('kibibytes'), kibibytes('codedKibibytes')],
        ...[value, low, high, size.points.length],
      ],
    },
  ];
}
