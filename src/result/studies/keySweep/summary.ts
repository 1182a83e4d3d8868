import { sweptKeys, sweptPlaces, type SweptKey, type SweptPlace } from '../../../config/layers/sweptKeys';
import type { AnalysisConfig } from '../../../config/schema/config';
import type { BoundDirection } from '../../../information/types/estimate';
import type { AnalysisResult, Estimate, Quantity } from '../../result';
import type { SweptEstimate, SweptNetwork } from '../../studies';
import { meanOf, overSeeds } from '../../studySummary';
import { subjectOf } from '../../subject';
import { convert } from '../../units';
import { upperEnd } from '../../upperEnd';

/** Numbers of a network beside its estimates. */
export const sweptFields = ['accuracy', 'loss', 'parameters', 'seconds'] as const;
export type SweptField = (typeof sweptFields)[number];

/** What is drawn against the keys: an estimate of a layer, or another number of the network. */
export type SweptMetric = { readonly id: string; readonly networkName?: string } & (
  { readonly field: SweptField } | { readonly quantity: Quantity; readonly subject: string }
);

/** A metric at one place, over its repetitions; of an estimate in the config's unit. */
export type SweptFigure = {
  readonly place: SweptPlace;
  readonly repetitions: number;
  readonly value: number;
  readonly low: number;
  /** Infinite where nothing bounds it. */
  readonly high: number;
} & (
  | { readonly records: readonly SweptNetwork[] }
  /** `mean`: an estimate of the same kind with the mean and its interval. */
  | { readonly estimates: readonly SweptEstimate[]; readonly mean: Estimate }
);

/** All metrics that a document has: the estimates of the model's layers first, then its other numbers. */
export function sweptMetrics({ studies }: Pick<AnalysisResult, 'studies'>): SweptMetric[] {
  const found = new Map<string, SweptMetric>();
  const put = (metric: SweptMetric): void => {
    if (!found.has(metric.id)) found.set(metric.id, metric);
  };
  for (const estimate of studies?.sweptEstimates ?? []) put(metricOf(estimate));
  for (const field of sweptFields)
    for (const record of studies?.swept ?? []) if (record[field] !== undefined) put(ofField(field, record.networkName));
  return [...found.values()];
}

const ofNetwork = (networkName: string | undefined): { networkName?: string } =>
  networkName === undefined ? {} : { networkName };

function metricOf(estimate: SweptEstimate): SweptMetric {
  const { quantity, networkName } = estimate;
  const subject = subjectOf(estimate);
  return { id: JSON.stringify([networkName ?? '', quantity, subject]), quantity, subject, ...ofNetwork(networkName) };
}

const ofField = (field: SweptField, networkName: string | undefined): SweptMetric => ({
  id: JSON.stringify([networkName ?? '', field]),
  field,
  ...ofNetwork(networkName),
});

/**
 * A metric at every place that has it, in the order of the config. With several repetitions the value is their mean,
 * and its interval the wider one at either end of Student's t over the repetitions, which holds what differs between
 * them, and of the mean of their own ends, which holds what is uncertain of each. No end lies above what the
 * information can be in these networks.
 */
export function sweptFigures({ studies, config }: AnalysisResult, metric: SweptMetric): SweptFigure[] {
  return placesOf(config).flatMap((place): SweptFigure[] => {
    const isHere = (record: SweptPlace & { networkName?: string }): boolean =>
      record.first === place.first && record.second === place.second && record.networkName === metric.networkName;
    if ('field' in metric) {
      const records = (studies?.swept ?? []).filter((record) => isHere(record) && record[metric.field] !== undefined);
      if (records.length === 0) return [];
      const values = records.map((record) => record[metric.field] ?? NaN);
      const greatest = metric.field === 'accuracy' ? 1 : Infinity;
      return [{ place, repetitions: records.length, records, ...meanOf(values, 0, greatest) }];
    }
    const estimates = (studies?.sweptEstimates ?? []).filter(
      (estimate) => isHere(estimate) && estimate.quantity === metric.quantity && subjectOf(estimate) === metric.subject,
    );
    if (estimates.length === 0) return [];
    const mean = meanEstimate(estimates, config.analysis.unit);
    const { value, low } = mean;
    return [{ place, repetitions: estimates.length, estimates, mean, value, low, high: upperEnd(mean) }];
  });
}

const placesOf = ({ sweep }: AnalysisConfig): SweptPlace[] => {
  const keys = sweptKeys(sweep);
  return keys.length === 0 ? [] : sweptPlaces(keys);
};

/** @param estimates of one quantity of one subject, one a repetition */
function meanEstimate(estimates: readonly SweptEstimate[], unit: Estimate['unit']): Estimate {
  const inUnit = (one: SweptEstimate, value: number): number => convert(value, one.unit, unit);
  const mean = (of: (one: SweptEstimate) => number): number =>
    estimates.reduce((sum, one) => sum + inUnit(one, of(one)), 0) / estimates.length;
  // What rests on a model in one of them does so in the mean.
  const {
    first,
    second,
    repetition,
    networkName,
    most: own,
    ...basis
  } = estimates.find(({ assumes }) => assumes !== undefined) ?? estimates[0];
  const [low, high] = [mean((one) => one.low), mean(upperEnd)];
  const over = overSeeds(estimates.map((one) => inUnit(one, one.value)));
  // Each repetition's information is within its own entropy, and so is their mean within the mean of these.
  const cap = mean(({ most = Infinity }) => most);
  const [least, most] = [Math.min(low, over.low), Math.min(Math.max(high, over.high), Math.max(cap, over.value))];
  const warnings = estimates.flatMap((one) => one.warnings ?? []);
  const seen = new Map(warnings.map((warning) => [JSON.stringify(warning), warning]));
  return {
    ...basis,
    unit,
    value: over.value,
    low: basis.quantity === 'entropy' ? least : Math.max(0, least),
    high: Number.isFinite(most) ? most : null,
    bound: boundOf(estimates.map(({ bound }) => bound)),
    samples: Math.min(...estimates.map(({ samples }) => samples)),
    ...(seen.size > 0 && { warnings: [...seen.values()] }),
  };
}

/** The mean of bounds of one direction and of estimates is such a bound; of both directions it bounds nothing. */
function boundOf(bounds: readonly BoundDirection[]): BoundDirection {
  const [lower, upper] = [bounds.includes('lower'), bounds.includes('upper')];
  return lower === upper ? 'none' : lower ? 'lower' : 'upper';
}

/** An estimate of a layer as a formula: `I(state;Y)`. */
export function formulaOf({ quantity, subject }: Extract<SweptMetric, { quantity: Quantity }>): string {
  switch (quantity) {
    case 'inputInformation':
      return `I(X;${subject})`;
    case 'historyInformation':
      return `I(${subject}';${subject})`;
    case 'outputInformation':
      return `I(${subject};Y)`;
    case 'predictiveInformation':
      return `I(${subject};X>t)`;
    case 'entropy':
      return `H(${subject})`;
    default:
      return `${quantity} ${subject}`;
  }
}

/** How a metric goes with a key of ascending numbers. */
export type Growth<Figure> =
  /** From `stop` on no interval lies above that at `stop`; below it, one does. `highest` is the largest beyond. */
  | { readonly kind: 'stops'; readonly stop: Figure; readonly highest: Figure }
  /** No interval lies above that of the first value. */
  | { readonly kind: 'level'; readonly first: Figure; readonly last: Figure }
  /** The interval of the largest value lies above that of the value before it. */
  | { readonly kind: 'grows'; readonly before: Figure; readonly last: Figure }
  /** No interval from `from` on lies above its own, but they are so wide that much growth may hide in them. */
  | { readonly kind: 'unclear'; readonly from: Figure; readonly last: Figure };

interface Between {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Intervals wider than this part of the largest value hide growth that matters. */
const widest = 0.25;

/**
 * Where a metric stops growing within its intervals: the first place from which on none lies above it. Undefined with
 * fewer than two places, or where an interval is open above, from which nothing can be seen.
 * @param figures in the order of the key, ascending
 */
export function growthOf<Figure extends Between>(figures: readonly Figure[]): Growth<Figure> | undefined {
  const last = figures.at(-1);
  if (!last || figures.length < 2 || figures.some(({ high }) => !Number.isFinite(high))) return undefined;
  const place = figures.findIndex((one, i) => figures.slice(i + 1).every(({ low }) => low <= one.high));
  const stop = figures[place];
  if (place === figures.length - 1) return { kind: 'grows', before: figures[place - 1], last };
  const beyond = figures.slice(place + 1);
  const largest = Math.max(...figures.map(({ value }) => value));
  if ([stop, ...beyond].some(({ low, high }) => high - low > widest * largest))
    return { kind: 'unclear', from: stop, last };
  if (place === 0) return { kind: 'level', first: stop, last };
  return { kind: 'stops', stop, highest: beyond.reduce((best, one) => (one.value > best.value ? one : best)) };
}

/** The figures by ascending numbers of the first key; undefined where its values are no numbers. */
export function ascending(figures: readonly SweptFigure[]): readonly SweptFigure[] | undefined {
  const numbered = figures.map((one) => ({ one, at: one.place.first }));
  if (!numbered.every(({ at }) => typeof at === 'number')) return undefined;
  return [...figures].sort((a, b) => Number(a.place.first) - Number(b.place.first));
}

/** The figures of each value of the second key; all of them where there is one key. */
export function bySecond(figures: readonly SweptFigure[], keys: readonly SweptKey[]): (readonly SweptFigure[])[] {
  const second = keys.at(1);
  if (!second) return [figures];
  return second.values.map((value) => figures.filter(({ place }) => place.second === value));
}
