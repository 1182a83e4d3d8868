import type { Interval } from '../../src/result/interval';
import { rateDistortionSentence, fineValue } from './rateDistortionSentence';
import { sentenceText, warningsOf } from '../model/sentence';
import type { DistortionMeasure, HeadRecord, RateDistortionPoint, TrainingRecord } from '../../src/result/result';
import { t } from '../ui/l10n';
import { curveColumns, curveUnit } from './curveMarks';
import { betaOf, hasBottleneck } from './bottleneck';
import type { ChartData, Mark, Series, Teaching } from '../model/chartData';
import { formatValue } from '../../src/result/format';
import { convert } from '../../src/result/units';
import { axisFromZero, ordered } from '../model/estimateMarks';
import { inUnit, shownEpoch, type Scene } from '../model/scene';
import { addBottleneck, addSweep } from '../model/teaching';
import { basisOf, unitName } from '../model/labels';

/** The vertical axis: one head's distortion; without a measure, the loss of the whole network. */
interface Shown {
  readonly measure?: DistortionMeasure;
  readonly target?: string;
  readonly head?: string;
}

/**
 * Distortion against rate: trained points over beta with their intervals, the exact R(D) where the source has one, and
 * each bottleneck's path over the epochs.
 */
export function rateDistortionChartData(scene: Scene): ChartData {
  return chartDataOf(scene, shownMeasure(scene));
}

/** The same points by the share of wrong symbols; only where a network reconstructs symbols. */
export function wrongSymbolsChartData(scene: Scene): ChartData | undefined {
  const shown = shownMeasure(scene);
  return shown.measure === 'logLoss' && shown.target === 'X'
    ? chartDataOf(scene, { ...shown, measure: 'hamming' })
    : undefined;
}

/** The input's reconstruction before any other target; log loss before the share of wrong symbols. */
function shownMeasure(scene: Scene): Shown {
  const { rateDistortion = [], rateDistortionLimit = [] } = scene.result.curves;
  const points = [...rateDistortion, ...rateDistortionLimit].filter(({ measure }) => measure !== undefined);
  const point = points.find(({ target }) => target === 'X') ?? points.at(0);
  const head =
    rateDistortion.find(({ target }) => target === point?.target)?.head ??
    scene.result.training.at(0)?.heads?.find(({ target }) => target === point?.target)?.name;
  if (!point) return {};
  const { measure, target } = point;
  return { measure: measure === 'hamming' ? 'logLoss' : measure, target, head };
}

function chartDataOf(scene: Scene, shown: Shown): ChartData {
  const unit = unitName(scene.unit);
  const { rateDistortion = [], rateDistortionLimit = [] } = scene.result.curves;
  const belongs = (point: RateDistortionPoint): boolean =>
    point.measure === shown.measure && (point.target ?? shown.target) === shown.target;
  const swept = rateDistortion.filter((point) => belongs(point) && point.beta !== undefined);
  const trained: Series[] = swept.length
    ? [
        {
          name: t('trained, one point per beta'),
          role: 'estimate',
          colour: 0,
          marks: swept.map((point) => trainedMark(scene, point)),
        },
      ]
    : [];
  const limit = [...rateDistortionLimit, ...rateDistortion.filter(({ beta }) => beta === undefined)].filter(belongs);
  const named = limit.at(0)?.name;
  const name = named ? sentenceText(named) : t('rate-distortion curve');
  const exact: Series[] = limit.length
    ? [{ name, role: 'exact', marks: limit.map((point) => exactMark(scene, point, name)) }]
    : [];
  const paths = trainingPaths(scene, shown);
  const drawn = [...trained, ...paths];
  const marks = drawn.flatMap((item) => item.marks);
  const extent = marks.length ? marks : exact.flatMap((item) => item.marks);
  return {
    says: drawn.length + exact.length > 0 ? rateDistortionSentence(scene, trained, exact, paths) : '',
    of: [],
    x: axisFromZero(
      shown.target === 'X' ? t('rate per sequence ({0})', unit) : t('rate ({0})', unit),
      extent.map((mark) => mark.xInterval?.high ?? mark.x),
    ),
    y: axisFromZero(heightName(shown, unit), [
      ...extent.map((mark) => mark.interval?.high ?? mark.y),
      ...exact.flatMap((item) => item.marks.map(({ y }) => y)),
    ]),
    series: [...drawn, ...exact],
    limits: [],
    bands: [],
    columns: curveColumns(scene, t('distortion')).slice(0, 8),
    ...teachingOf(scene, paths.length > 0, swept.length > 0 || (limit.length > 0 && shown.measure === undefined)),
  };
}

function heightName({ measure, head }: Shown, unit: string): string {
  switch (measure) {
    case undefined:
      return t('distortion (validation loss)');
    case 'squaredError':
      return head === undefined ? t('mean squared error') : t('mean squared error of {0}', head);
    case 'logLoss':
      return head === undefined
        ? t('log loss ({0} per symbol)', unit)
        : t('log loss of {0} ({1} per symbol)', head, unit);
    case 'hamming':
      return head === undefined ? t('share of wrong symbols') : t('share of wrong symbols from {0}', head);
  }
}

function teachingOf(scene: Scene, hasPath: boolean, hasCurve: boolean): { teaching?: Teaching } {
  if (hasCurve) return {};
  if (scene.running) return hasPath ? {} : { teaching: { text: t('The first estimates are being computed.') } };
  if (hasPath) return scene.result.config.sweep ? {} : { teaching: addSweep() };
  if (hasBottleneck(scene))
    return {
      teaching: {
        text: t('The bottleneck has no rate estimate at this epoch. Move the slider to an epoch that has one.'),
      },
    };
  return {
    teaching: addBottleneck(
      scene,
      t('This chart needs a `bottleneck` layer. It shows the loss of the network against the rate of that layer.'),
    ),
  };
}

/** Log loss has the config's unit, other distortions have none. */
function heightIn(scene: Scene, measure: DistortionMeasure | undefined, value: number): number {
  return measure === 'logLoss' ? convert(value, curveUnit(scene), scene.unit) : value;
}

function exactMark(scene: Scene, point: RateDistortionPoint, name: string): Mark {
  const rate = convert(point.rate, curveUnit(scene), scene.unit);
  const y = heightIn(scene, point.measure, point.distortion);
  return {
    x: rate,
    y,
    bound: 'none',
    warnings: [],
    read: t('rate {0} {1}, distortion {2}', formatValue(rate), unitName(scene.unit), fineValue(y)),
    details: [],
    cells: [name, undefined, rate, rate, rate, y, y, y],
  };
}

function trainedMark(scene: Scene, point: RateDistortionPoint): Mark {
  const rateIn = (value: number): number => convert(value, curveUnit(scene), scene.unit);
  const x = rateIn(point.rate);
  const y = heightIn(scene, point.measure, point.distortion);
  const xs = ordered(x, rateIn(point.rateLow ?? point.rate), rateIn(point.rateHigh ?? point.rate));
  const ys = ordered(
    y,
    heightIn(scene, point.measure, point.low ?? point.distortion),
    heightIn(scene, point.measure, point.high ?? point.distortion),
  );
  return {
    x,
    y,
    xInterval: xs,
    interval: ys,
    bound: 'none',
    xBound: 'upper',
    warnings: [],
    read: t(
      '{0}, beta {1}: rate {2} {3}, distortion {4}',
      t('trained'),
      formatValue(point.beta ?? NaN),
      formatValue(x),
      unitName(scene.unit),
      fineValue(y),
    ),
    details: [],
    cells: [t('trained'), point.beta, x, xs.low, xs.high, y, ys.low, ys.high],
  };
}

/** Each bottleneck's rate and loss at the epochs up to the shown one. */
function trainingPaths(scene: Scene, shown: Shown): Series[] {
  const last = shownEpoch(scene) ?? 0;
  const heights = new Map(scene.result.training.map((record) => [record.epoch, heightOf(scene, record, shown)]));
  return scene.layers.flatMap(({ name }): Series[] => {
    const marks = scene.index.epochsOf('rate', name).flatMap((epoch): Mark[] => {
      const rate = scene.index.atEnd('rate', name, epoch);
      const loss = heights.get(epoch);
      if (!rate || loss === undefined || !Number.isFinite(loss) || epoch > last) return [];
      const x = shown.target === 'X' ? overSteps(scene, name, epoch) : inUnit(scene, rate);
      return [
        {
          x: x.value,
          y: loss,
          xInterval: ordered(x.value, x.low, x.high),
          bound: 'none',
          xBound: rate.bound,
          warnings: warningsOf(scene.unit, rate),
          layer: name,
          epoch,
          read: t(
            '{0}, epoch {1}: rate {2} {3}, loss {4}',
            name,
            epoch,
            formatValue(x.value),
            unitName(scene.unit),
            fineValue(loss),
          ),
          details: basisOf(rate, scene.unit),
          cells: [name, betaOf(scene, name), x.value, x.low, x.high, loss],
        },
      ];
    });
    return marks.length ? [{ name, layer: name, role: 'path', marks }] : [];
  });
}

/** The rates of all steps of a code together, the ends of their intervals too. */
function overSteps(scene: Scene, layer: string, epoch: number): { value: number } & Interval {
  return scene.index
    .at('rate', layer, epoch)
    .map((estimate) => inUnit(scene, estimate))
    .reduce((sum, { value, low, high }) => ({ value: sum.value + value, low: sum.low + low, high: sum.high + high }), {
      value: 0,
      low: 0,
      high: 0,
    });
}

/** An epoch's held-out distortion, where its record has it: a loss with KL terms is not a distortion. */
function heightOf(scene: Scene, record: TrainingRecord, { measure, target }: Shown): number | undefined {
  if (measure === undefined) return record.validationLoss;
  const head: HeadRecord | undefined = record.heads?.find((other) => other.target === target);
  switch (measure) {
    case 'squaredError':
      return head?.validationSquaredError;
    case 'logLoss':
      return head && convert(head.validationLoss, 'nats', scene.unit);
    case 'hamming':
      return head?.validationAccuracy === undefined ? undefined : 1 - head.validationAccuracy;
  }
}
