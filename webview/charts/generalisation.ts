import { ofText, warningsOf } from '../model/sentence';
import type { Estimate, TrainingRecord } from '../../src/result/result';
import { t } from '../ui/l10n';
import type { ChartData, Mark, Series } from '../model/chartData';
import { formatValue } from '../../src/result/format';
import { estimateColumns, ofWhat, ordered } from '../model/estimateMarks';
import { inUnit, type Scene } from '../model/scene';
import { isPlain, toldAmount } from '../model/told';
import { basisOf, boundName, estimatorName, unitName } from '../model/labels';

/**
 * Each layer's information about the target on the training sequences less that on the held-out ones, over the epochs,
 * with the gap in accuracy (or in loss) on the right axis. The two sets of sequences are independent, so that the
 * squares of their errors add up. Absent without estimates on training sequences.
 */
export function generalisationChartData(scene: Scene): ChartData | undefined {
  if (!scene.result.config.analysis.sets?.includes('training')) return undefined;
  const used: Estimate[] = [];
  const gaps: Series[] = scene.layers.flatMap(({ name }): Series[] => {
    const marks = scene.index.onTraining('outputInformation', name).flatMap((trained): Mark[] => {
      const heldOut = scene.index.atEnd('outputInformation', name, trained.epoch);
      if (!heldOut || heldOut.time !== trained.time) return [];
      used.push(trained, heldOut);
      return [gapMark(scene, name, trained, heldOut)];
    });
    return marks.length ? [{ name, layer: name, role: 'estimate', marks }] : [];
  });
  const figure = figureGap(scene.result.training);
  const series = gaps.length && figure ? [...gaps, figure.series] : gaps;
  const ends = gaps.flatMap(({ marks }) =>
    marks.flatMap((mark) => [mark.interval?.low ?? mark.y, mark.interval?.high ?? mark.y]),
  );
  const others = figure?.series.marks.map(({ y }) => y) ?? [];
  return {
    says: gaps.length ? saysOf(scene, gaps, figure) : '',
    of: ofWhat(used),
    x: {
      label: t('epoch'),
      kind: 'epoch',
      low: 0,
      high: Math.max(1, scene.result.config.training.epochs),
      whole: true,
    },
    y: {
      label: t('information gap about the target ({0})', unitName(scene.unit)),
      low: Math.min(0, ...ends),
      high: Math.max(0.1, ...ends),
    },
    ...(gaps.length && figure
      ? { right: { label: figure.label, low: Math.min(0, ...others), high: Math.max(0.1, ...others) } }
      : {}),
    series,
    limits: gaps.length ? [{ axis: 'y', value: 0, name: t('no gap') }] : [],
    bands: [],
    columns: [
      { label: t('series'), numeric: false },
      { label: t('training'), numeric: true },
      { label: t('held-out'), numeric: true },
      ...estimateColumns(scene).map((column, i) =>
        i === 0 ? { ...column, label: t('gap ({0})', unitName(scene.unit)) } : column,
      ),
    ],
    ...(gaps.length
      ? {}
      : {
          teaching: {
            text: scene.running
              ? t('The first estimates are being computed.')
              : t('There is nothing to estimate here for this network and these data.'),
          },
        }),
  };
}

function gapMark(scene: Scene, name: string, trained: Estimate, heldOut: Estimate): Mark {
  const [a, b] = [inUnit(scene, trained), inUnit(scene, heldOut)];
  const gap = a.value - b.value;
  const interval = ordered(
    gap,
    gap - Math.hypot(a.value - a.low, b.high - b.value),
    gap + Math.hypot(a.high - a.value, b.value - b.low),
  );
  const tolds: [string, string] = [toldAmount(scene, trained), toldAmount(scene, heldOut)];
  // What two bounds differ by bounds nothing.
  const isOfBounds = tolds[0] !== formatValue(a.value) || tolds[1] !== formatValue(b.value);
  const warnings = [
    ...new Set([
      ...(trained.samples === heldOut.samples
        ? []
        : [
            t(
              'The two estimates use {0} training and {1} held-out sequences, and the bias of an estimate ' +
                'depends on this number.',
              trained.samples,
              heldOut.samples,
            ),
          ]),
      ...warningsOf(scene.unit, trained, heldOut),
    ]),
  ];
  return {
    x: trained.epoch,
    y: gap,
    interval,
    bound: 'none',
    ...(isOfBounds && { told: t('{0}, a gap of bounds', formatValue(gap)) }),
    warnings,
    layer: name,
    epoch: trained.epoch,
    read: t(
      '{0}, epoch {1}: {2} {5} on training sequences, {3} on held-out ones, gap {4}',
      name,
      trained.epoch,
      ...tolds,
      formatValue(gap),
      unitName(scene.unit),
    ),
    details: [...basisOf(trained, scene.unit), ...warnings.slice(0, 1)],
    cells: [
      name,
      a.value,
      b.value,
      gap,
      interval.low,
      interval.high,
      trained.epoch,
      estimatorName(trained.estimator),
      boundName(trained.bound),
      trained.samples,
      ofText(trained.of),
      warnings.join('; '),
    ],
  };
}

interface FigureGap {
  readonly series: Series;
  readonly label: string;
}

/** The gap in accuracy where there is one, else in loss: both positive where the training sequences do better. */
function figureGap(records: readonly TrainingRecord[]): FigureGap | undefined {
  const byAccuracy = records.some(
    ({ accuracy, validationAccuracy }) => accuracy !== undefined && validationAccuracy !== undefined,
  );
  const name = byAccuracy ? t('accuracy gap') : t('loss gap');
  const marks = records.flatMap(({ epoch, loss, validationLoss, accuracy = NaN, validationAccuracy = NaN }): Mark[] => {
    const [trained, heldOut] = byAccuracy ? [accuracy, validationAccuracy] : [loss, validationLoss];
    const gap = byAccuracy ? trained - heldOut : heldOut - trained;
    if (!Number.isFinite(gap)) return [];
    return [
      {
        x: epoch,
        y: gap,
        bound: 'none',
        warnings: [],
        epoch,
        read: t('{0}, epoch {1}: {2}', name, epoch, formatValue(gap)),
        details: [],
        cells: [name, trained, heldOut, gap, undefined, undefined, epoch],
      },
    ];
  });
  return marks.length
    ? { label: name, series: { name, role: 'metric', colour: 4, dashed: true, right: true, marks } }
    : undefined;
}

function saysOf(scene: Scene, gaps: readonly Series[], figure: FigureGap | undefined): string {
  const unit = unitName(scene.unit);
  const lasts = gaps.map(({ name, marks }) => ({ name, mark: marks[marks.length - 1] }));
  const widest = lasts.reduce((most, item) => (item.mark.y > most.mark.y ? item : most));
  const figureNow = figure?.series.marks.at(-1);
  const beside = figure && figureNow ? ` ${t('The {0} is {1}.', figure.label, formatValue(figureNow.y))}` : '';
  const low = widest.mark.interval?.low ?? widest.mark.y;
  return (
    (low > 0
      ? t(
          isPlain(widest.mark)
            ? 'At epoch {0}, {1} holds {2} {3} more about the training targets than about the held-out targets.'
            : 'At epoch {0}, {1} shows {2} {3} more about the training targets than about the held-out targets. ' +
                'These amounts are bounds, so what it holds may differ by less or more.',
          widest.mark.x,
          widest.name,
          formatValue(widest.mark.y),
          unit,
        )
      : t(
          'At epoch {0}, the largest gap about the target is {1} {2}, in {3}. Its interval is not entirely above zero.',
          widest.mark.x,
          formatValue(widest.mark.y),
          unit,
          widest.name,
        )) + beside
  );
}
