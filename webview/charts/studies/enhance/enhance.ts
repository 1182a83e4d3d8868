import { formatValue } from '../../../../src/result/format';
import type { EnhancePoint } from '../../../../src/result/result';
import { overSeeds } from '../../../../src/result/studySummary';
import { convert } from '../../../../src/result/units';
import type { ChartData, Mark, Series } from '../../../model/chartData';
import { axisFromZero } from '../../../model/estimateMarks';
import { unitName } from '../../../model/labels';
import type { Scene } from '../../../model/scene';
import { t } from '../../../ui/l10n';

/** PSNR of the spoiled values and of what each network gives back. */
export function enhanceChartData(scene: Scene): ChartData | undefined {
  const all = scene.result.studies?.enhance ?? [];
  if (all.length === 0) return undefined;
  const names = [...new Set(all.map(({ name }) => name))];
  const spoiled = { name: t('spoiled'), own: all.filter(({ name }) => name === names[0]), after: false };
  const arePictures = all.every(({ ssimBefore, ssimAfter }) => ssimBefore !== undefined && ssimAfter !== undefined);
  const areBounded = leastOf(all, true).length > 0;
  const bars = [spoiled, ...names.map((name) => ({ name, own: all.filter((one) => one.name === name), after: true }))];
  const marks = bars.map(({ name, own, after }, x) => markOf(scene, name, own, after, x));
  const unit = unitName(scene.unit);
  return {
    says: marks.map(({ read }) => t('{0}.', read)).join(' '),
    of: [],
    x: { label: t('network'), low: 0, high: bars.length - 1, names: bars.map(({ name }) => name) },
    y: axisFromZero(
      t('PSNR (dB)'),
      marks.map((mark) => mark.interval?.high ?? mark.y),
    ),
    series: [{ name: t('PSNR (dB)'), role: 'estimate', colour: 0, marks }],
    limits: [{ axis: 'y', value: overSeeds(spoiled.own.map(({ psnrLine }) => psnrLine)).value, name: t('best line') }],
    bands: [],
    columns: [
      { label: t('network'), numeric: false },
      { label: t('PSNR (dB)'), numeric: true },
      { label: t('low'), numeric: true },
      { label: t('high'), numeric: true },
      { label: t('squared error'), numeric: true },
      { label: t('about the clean value, if Gaussian ({0})', unit), numeric: true },
      ...(areBounded ? [{ label: t('about the clean value, at least ({0})', unit), numeric: true }] : []),
      ...(arePictures
        ? [
            { label: t('SSIM'), numeric: true },
            { label: t('VIF'), numeric: true },
          ]
        : []),
      { label: t('repetitions'), numeric: true },
    ],
  };
}

/** The mean over repetitions, where every one of them has the number; otherwise none. */
function meanIfKnown(own: readonly EnhancePoint[], of: (point: EnhancePoint) => number | undefined): number[] {
  const known = own.flatMap((point) => of(point) ?? []);
  return known.length > 0 && known.length === own.length ? [overSeeds(known).value] : [];
}

/** The lower bound on the information about the clean value. */
const leastOf = (own: readonly EnhancePoint[], after: boolean): number[] =>
  meanIfKnown(own, ({ leastBefore, leastAfter }) => (after ? leastAfter : leastBefore));

/** SSIM and VIF, where the sequences are pictures. */
const pictured = (own: readonly EnhancePoint[], after: boolean): number[] => [
  ...meanIfKnown(own, ({ ssimBefore, ssimAfter }) => (after ? ssimAfter : ssimBefore)),
  ...meanIfKnown(own, ({ vifBefore, vifAfter }) => (after ? vifAfter : vifBefore)),
];

function markOf(scene: Scene, name: string, own: readonly EnhancePoint[], after: boolean, x: number): Mark {
  const mean = (of: (point: EnhancePoint) => number) => overSeeds(own.map(of));
  const { value, low, high } = mean(({ psnrBefore, psnrAfter }) => (after ? psnrAfter : psnrBefore));
  const error = mean(({ errorBefore, errorAfter }) => (after ? errorAfter : errorBefore));
  const told = mean(({ informationBefore, informationAfter }) => (after ? informationAfter : informationBefore));
  return {
    x,
    y: value,
    ...(own.length > 1 && { interval: { low, high } }),
    bound: 'none',
    warnings: [],
    read: t('{0}: PSNR {1} dB', name, formatValue(value)),
    details: [t('mean over {0} repetitions', own.length)],
    cells: [
      ...[name, value, low, high, error.value],
      convert(told.value, scene.result.config.analysis.unit, scene.unit),
      ...leastOf(own, after).map((least) => convert(least, scene.result.config.analysis.unit, scene.unit)),
      ...pictured(own, after),
      own.length,
    ],
  };
}

/** One held-out sequence: spoiled, given back by each network, and clean; columns at the right, steps downward. */
export function enhancedPictures(scene: Scene): ChartData | undefined {
  const shown = (scene.result.studies?.enhance ?? []).flatMap(({ name, picture }) =>
    picture ? [{ name, picture }] : [],
  );
  if (shown.length === 0) return undefined;
  const [{ picture: first }] = shown;
  const pictures = [
    { name: t('spoiled'), rows: first.spoiled },
    ...shown.map(({ name, picture }) => ({ name, rows: picture.enhanced })),
    { name: t('clean'), rows: first.clean },
  ];
  const width = first.clean[0].length;
  const values = pictures.flatMap(({ rows }) => rows.flat());
  const least = Math.min(...values);
  const series = first.clean.map((_, step): Series => ({
    name: String(step + 1),
    role: 'estimate',
    // A column is left free between two pictures.
    marks: pictures.flatMap(({ name, rows }, place) =>
      rows[step].map((value, column): Mark => ({
        x: place * (width + 1) + column,
        // Heights begin at the least value, so that a value below zero is no absence.
        y: value - Math.min(0, least),
        bound: 'none',
        warnings: [],
        read: t('{0}, step {1}, column {2}: {3}', name, step + 1, column, formatValue(value)),
        details: [],
        cells: [name, step + 1, column, value],
      })),
    ),
  }));
  const high = pictures.length * (width + 1) - 2;
  return {
    says: t('From the left: {0}.', pictures.map(({ name }) => name).join(', ')),
    of: [],
    x: {
      label: t('input column'),
      low: 0,
      high,
      names: Array.from({ length: high + 1 }, (_, x) => (x % (width + 1) === width ? '' : String(x % (width + 1)))),
    },
    y: { label: t('value'), low: 0, high: Math.max(...values) - Math.min(0, least), tight: true },
    series,
    limits: [],
    bands: [],
    rows: t('time step'),
    columns: [
      { label: t('network'), numeric: false },
      { label: t('time step'), numeric: true },
      { label: t('input column'), numeric: true },
      { label: t('value'), numeric: true },
    ],
  };
}
