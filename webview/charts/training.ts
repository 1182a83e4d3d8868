import { predictedTargets } from '../../src/config/layers/heads';
import { classNotes } from '../model/classes';
import type { TrainingRecord } from '../../src/result/result';
import { accuracyTarget } from '../../src/result/training';
import { t } from '../ui/l10n';
import type { ChartData, Limit, Mark, Series } from '../model/chartData';
import { formatValue } from '../../src/result/format';
import type { Scene } from '../model/scene';

type Figure = Exclude<keyof TrainingRecord, 'epoch' | 'heads'>;

/** Loss over the epochs, on the training and the validation sequences. */
export function lossChartData(scene: Scene): ChartData {
  return metricChartData(scene, 'loss', 'validationLoss', {
    axis: t('loss'),
    training: t('training loss'),
    validation: t('validation loss'),
  });
}

/** Share of correct predictions over the epochs; absent for regression. */
export function accuracyChartData(scene: Scene): ChartData | undefined {
  if (
    !scene.result.training.some(
      ({ accuracy, validationAccuracy }) => accuracy !== undefined || validationAccuracy !== undefined,
    )
  )
    return undefined;
  const chartData = metricChartData(scene, 'accuracy', 'validationAccuracy', {
    axis: t('accuracy'),
    training: t('training accuracy'),
    validation: t('validation accuracy'),
  });
  return { ...chartData, y: { ...chartData.y, high: 1, tight: true }, limits: idealLimit(scene) };
}

/** Of trials: how often an ideal observer is right in the end. */
function idealLimit({ result }: Scene): Limit[] {
  const best = result.data?.trial?.bestAccuracy.at(-1);
  const last = result.training.at(-1);
  return best === undefined || !last || accuracyTarget(last) !== 'Y'
    ? []
    : [{ axis: 'y', value: best, name: t('ideal observer') }];
}

function metricChartData(
  scene: Scene,
  train: Figure,
  validation: Figure,
  names: { axis: string; training: string; validation: string },
): ChartData {
  const records = scene.result.training;
  const whole = [
    metricSeries(records, train, names.training, 0),
    metricSeries(records, validation, names.validation, 1),
  ].filter(({ marks }) => marks.length > 0);
  const series = [
    ...whole,
    ...headSeries(records, validation, names.validation).filter(({ marks }) => marks.length > 0),
  ];
  const values = series.flatMap(({ marks }) => marks.map(({ y }) => y));
  const epochs = Math.max(1, scene.result.config.training.epochs, ...records.slice(-1).map(({ epoch }) => epoch));
  return {
    says: whole.length ? saysOf(scene, train === 'loss', whole) : '',
    of: [],
    x: { label: t('epoch'), kind: 'epoch', low: 0, high: epochs, whole: true },
    y: { label: names.axis, low: Math.min(0, ...values), high: Math.max(0, ...values) },
    series,
    limits: [],
    bands: [],
    notes: train === 'loss' ? [] : classNotes(scene, predictedTargets(scene.result.config.model.layers)),
    columns: [
      { label: t('series'), numeric: false },
      { label: t('epoch'), numeric: true },
      { label: names.axis, numeric: true },
    ],
    ...(series.length ? {} : { teaching: untrained(scene) }),
  };
}

function untrained(scene: Scene): NonNullable<ChartData['teaching']> {
  if (scene.result.config.training.epochs > 0)
    return { text: scene.running ? t('The first epoch is running.') : t('This run did not train the network.') };
  if (scene.result.config.data.task === 'activations')
    return { text: t('The network was trained elsewhere. This run has only its recorded states.') };
  return {
    text: t('`training.epochs` is 0, so the network is analyzed without training.'),
    link: { text: t('Train 30 epochs'), path: ['training', 'epochs'], value: 30 },
  };
}

/** Every head's own held-out value, where there are several. */
function headSeries(records: readonly TrainingRecord[], figure: Figure, name: string): Series[] {
  const heads = records.at(-1)?.heads ?? [];
  if (heads.length < 2) return [];
  return heads.map((head, place) => {
    const own = records.map((record): TrainingRecord => {
      const {
        loss = NaN,
        validationLoss = NaN,
        accuracy,
        validationAccuracy,
      } = record.heads?.find((other) => other.name === head.name) ?? {};
      return { epoch: record.epoch, loss, validationLoss, accuracy, validationAccuracy };
    });
    return { ...metricSeries(own, figure, t('{0}, {1}', head.name, name), place + 2), dashed: true };
  });
}

function metricSeries(records: readonly TrainingRecord[], figure: Figure, name: string, colour: number): Series {
  const marks = records.flatMap((record): Mark[] => {
    const value = record[figure];
    if (value === undefined || !Number.isFinite(value)) return [];
    return [
      {
        x: record.epoch,
        y: value,
        bound: 'none',
        warnings: [],
        epoch: record.epoch,
        read: t('{0}, epoch {1}: {2}', name, record.epoch, formatValue(value)),
        details: [],
        cells: [name, record.epoch, value],
      },
    ];
  });
  return { name, role: 'metric', colour, marks, dashed: colour === 1 };
}

function saysOf(scene: Scene, smallIsGood: boolean, series: readonly Series[]): string {
  const watched = series.at(-1) ?? series[0];
  const last = watched.marks.at(-1);
  if (!last) return '';
  const best = watched.marks.reduce(
    (held, mark) => ((smallIsGood ? mark.y < held.y : mark.y > held.y) ? mark : held),
    watched.marks[0],
  );
  const stands = t(
    'The {0} is {1} at epoch {2} of {3}.',
    watched.name,
    formatValue(last.y),
    last.x,
    scene.result.config.training.epochs,
  );
  if (Math.abs(best.y - last.y) <= 0.05 * Math.abs(best.y) || formatValue(best.y) === formatValue(last.y))
    return stands;
  return `${stands} ${t('The best {0} was {1} at epoch {2}.', watched.name, formatValue(best.y), best.x)}`;
}
