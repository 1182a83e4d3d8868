import { formatValue, percent } from '../../../../src/result/format';
import type { Uncertainty } from '../../../../src/result/result';
import { type OverRepetitions, overSeeds } from '../../../../src/result/studySummary';
import { convert } from '../../../../src/result/units';
import type { ChartData, Mark, Series } from '../../../model/chartData';
import { axisFromZero } from '../../../model/estimateMarks';
import { unitName } from '../../../model/labels';
import type { Scene } from '../../../model/scene';
import { t } from '../../../ui/l10n';

const parts = ['total', 'data', 'model'] as const;
type Part = (typeof parts)[number];

function partName(part: Part): string {
  switch (part) {
    case 'total':
      return t('all doubt');
    case 'data':
      return t('of the data');
    case 'model':
      return t('of the network');
  }
}

const allOf = ({ result: { studies } }: Scene): readonly Uncertainty[] => studies?.uncertainty ?? [];

const over = (all: readonly Uncertainty[], of: (one: Uncertainty) => number): OverRepetitions => overSeeds(all.map(of));

/** A mean over repetitions as a mark; its ends within what the figure can be. */
function markOf(
  x: number,
  { value, low, high }: OverRepetitions,
  repetitions: number,
  most: number,
  read: string,
  cells: Mark['cells'],
): Mark {
  return {
    x,
    y: value,
    ...(repetitions > 1 && { interval: { low: Math.max(0, low), high: Math.min(most, high) } }),
    bound: 'none',
    warnings: [],
    read,
    details: [t('mean over {0} repetitions', repetitions)],
    cells,
  };
}

const heights = (series: readonly Series[]): number[] =>
  series.flatMap(({ marks }) => marks.map((mark) => mark.interval?.high ?? mark.y));

/** The doubt of predictions at every step, and its two parts. */
export function doubtThroughTime(scene: Scene): ChartData | undefined {
  const all = allOf(scene);
  if (all.length === 0) return undefined;
  const unit = unitName(scene.unit);
  const shown = (value: number): number => convert(value, scene.result.config.analysis.unit, scene.unit);
  const series = parts.map((part, colour): Series => ({
    name: partName(part),
    role: 'estimate',
    colour,
    marks: all[0].parts.map(({ time }, i) => {
      const mean = over(all, (one) => shown(one.parts[i][part]));
      const read = t('{0}, step {1}: {2} {3}', partName(part), time, formatValue(mean.value), unit);
      return markOf(time, mean, all.length, Infinity, read, [
        ...[partName(part), time, mean.value, mean.low, mean.high],
        all.length,
      ]);
    }),
  }));
  const last = all[0].parts.length - 1;
  const [total, data, model] = parts.map((part) => formatValue(over(all, (one) => shown(one.parts[last][part])).value));
  const times = all[0].parts.map(({ time }) => time);
  return {
    says: t(
      'At step {0} there are {1} {2} of doubt: {3} of the data and {4} of the network.',
      times[last],
      total,
      unit,
      data,
      model,
    ),
    of: [],
    x: { label: t('time step'), low: Math.min(...times) - 1, high: Math.max(...times), whole: true },
    y: axisFromZero(t('doubt ({0})', unit), heights(series)),
    series,
    limits: [],
    bands: [],
    columns: [
      { label: t('series'), numeric: false },
      { label: t('time step'), numeric: true },
      { label: t('doubt ({0})', unit), numeric: true },
      { label: t('low'), numeric: true },
      { label: t('high'), numeric: true },
      { label: t('repetitions'), numeric: true },
    ],
  };
}

/** The accuracy of the answers that are left when those with the most doubt are rejected. */
export function rejectionCurve(scene: Scene): ChartData | undefined {
  const all = allOf(scene);
  if (all.length === 0) return undefined;
  const name = t('accuracy of the others');
  const marks = all[0].rejections.map(({ rejected }, i) => {
    const mean = over(all, (one) => one.rejections[i].accuracy);
    const read = t('{0} rejected: accuracy {1}', percent(rejected), formatValue(mean.value));
    return markOf(rejected, mean, all.length, 1, read, [rejected, mean.value, mean.low, mean.high, all.length]);
  });
  const areas = all.flatMap(({ area }) => area ?? []);
  const lowest = Math.min(...marks.map((mark) => mark.interval?.low ?? mark.y));
  return {
    says: [
      t('Of all answers {0} are right.', percent(marks[0].y)),
      ...(areas.length > 0
        ? [t('Doubt tells wrong answers with an AUROC of {0}.', formatValue(overSeeds(areas).value))]
        : []),
    ].join(' '),
    of: [],
    x: { label: t('share of answers rejected, those with the most doubt first'), low: 0, high: 0.5 },
    y: { label: t('accuracy'), low: Math.max(0, Math.floor(20 * lowest) / 20), high: 1, tight: true },
    series: [{ name, role: 'estimate', colour: 0, marks }],
    limits: [],
    bands: [],
    columns: [
      { label: t('rejected'), numeric: true },
      { label: name, numeric: true },
      { label: t('low'), numeric: true },
      { label: t('high'), numeric: true },
      { label: t('repetitions'), numeric: true },
    ],
  };
}

/** Accuracy over confidence, all repetitions together: a calibrated network lies on the diagonal. */
export function reliabilityDiagram(scene: Scene): ChartData | undefined {
  const all = allOf(scene);
  if (all.length === 0) return undefined;
  const bins = all.flatMap((one) => one.bins);
  const marks = Array.from({ length: 10 }, (_, i) =>
    bins.filter(({ confidence }) => Math.min(9, Math.floor(10 * confidence)) === i),
  ).flatMap((own): Mark[] => {
    const count = own.reduce((sum, bin) => sum + bin.count, 0);
    if (count === 0) return [];
    const mean = (of: 'confidence' | 'accuracy'): number =>
      own.reduce((sum, bin) => sum + bin.count * bin[of], 0) / count;
    const [confidence, accuracy] = [mean('confidence'), mean('accuracy')];
    return [
      {
        x: confidence,
        y: accuracy,
        bound: 'none',
        warnings: [],
        read: t('confidence {0}: accuracy {1}', formatValue(confidence), formatValue(accuracy)),
        details: [t('{0} answers', count)],
        cells: [confidence, accuracy, count],
      },
    ];
  });
  const end = (at: number): Mark => ({
    ...{ x: at, y: at, bound: 'none', warnings: [], details: [], cells: [] },
    read: t('confidence {0}: accuracy {1}', formatValue(at), formatValue(at)),
  });
  return {
    says: t(
      'Confidence is {0} away from accuracy on average (expected calibration error); the best temperature is {1}.',
      formatValue(over(all, (one) => one.calibrationError).value),
      formatValue(over(all, (one) => one.temperature).value),
    ),
    of: [],
    x: { label: t('confidence'), low: 0, high: 1 },
    y: { label: t('accuracy'), low: 0, high: 1, tight: true },
    series: [
      { name: t('the network'), role: 'estimate', colour: 0, marks },
      { name: t('calibrated'), role: 'exact', marks: [end(0), end(1)] },
    ],
    limits: [],
    bands: [],
    columns: [
      { label: t('confidence'), numeric: true },
      { label: t('accuracy'), numeric: true },
      { label: t('answers'), numeric: true },
    ],
  };
}

/** The answers with the most doubt, of the first repetition. */
export function mostDoubt(scene: Scene): ChartData | undefined {
  const [first] = allOf(scene);
  if (allOf(scene).length === 0 || first.most.length === 0) return undefined;
  const unit = unitName(scene.unit);
  const shown = (value: number): number => convert(value, scene.result.config.analysis.unit, scene.unit);
  const series = (['data', 'model'] as const).map((part, colour): Series => ({
    name: partName(part),
    role: 'estimate',
    colour,
    marks: first.most.map((one, x) => ({
      x,
      y: shown(one[part]),
      bound: 'none',
      warnings: [],
      read: t('sequence {0}: {1} {2} {3}', one.sequence, partName(part), formatValue(shown(one[part])), unit),
      details: [
        t('step {0}', one.time),
        t('target {0}, predicted {1} ({2})', one.target, one.predicted, percent(one.confidence)),
      ],
      cells:
        part === 'data'
          ? [
              ...[one.sequence, one.time, shown(one.total), shown(one.data), shown(one.model)],
              ...[one.target, one.predicted, one.confidence],
            ]
          : [],
    })),
  }));
  const [most] = first.most;
  return {
    says: t(
      'The most doubt is in held-out sequence {0}: {1} {2}.',
      most.sequence,
      formatValue(shown(most.total)),
      unit,
    ),
    of: [],
    x: {
      label: t('held-out sequence, the most doubt at the left'),
      low: 0,
      high: Math.max(1, first.most.length - 1),
      names: first.most.map(({ sequence }) => String(sequence)),
    },
    y: axisFromZero(t('doubt ({0})', unit), heights(series)),
    series,
    limits: [],
    bands: [],
    columns: [
      { label: t('held-out sequence'), numeric: true },
      { label: t('time step'), numeric: true },
      { label: t('all doubt'), numeric: true },
      { label: t('of the data'), numeric: true },
      { label: t('of the network'), numeric: true },
      { label: t('target'), numeric: false },
      { label: t('predicted'), numeric: false },
      { label: t('confidence'), numeric: true },
    ],
  };
}
