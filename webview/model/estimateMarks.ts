import type { Interval } from '../../src/result/interval';
import { isHighCertified, isLowCertified, readingOf } from '../../src/result/limits';
import { type ComputedFrom, distinctComputedFrom } from '../../src/result/computedFrom';
import { ofText, warningsOf } from './sentence';
import type { Estimate } from '../../src/result/result';
import { t } from '../ui/l10n';
import type { Axis, Cell, Column, Mark } from './chartData';
import { formatValue } from '../../src/result/format';
import { inUnit, type Scene } from './scene';
import { toldAmount } from './told';
import { assumptionName, basisOf, boundName, estimatorName, unitName } from './labels';

/** The columns of one estimate in every table, after the chart's own. */
export function estimateColumns(scene: Scene): Column[] {
  const unit = unitName(scene.unit);
  return [
    { label: t('value ({0})', unit), numeric: true },
    { label: t('low'), numeric: true },
    { label: t('high'), numeric: true },
    { label: t('certain limits'), numeric: false },
    { label: t('epoch'), numeric: true },
    { label: t('estimator'), numeric: false },
    { label: t('assumes'), numeric: false },
    { label: t('bound'), numeric: false },
    { label: t('samples'), numeric: true },
    { label: t('computed from'), numeric: false },
    { label: t('warnings'), numeric: false },
  ];
}

export function estimateCells(scene: Scene, estimate: Estimate): Cell[] {
  const { value, low, high } = inUnit(scene, estimate);
  return [
    value,
    low,
    Number.isFinite(high) ? high : undefined,
    certainLimits(scene, estimate),
    estimate.epoch,
    estimatorName(estimate.estimator),
    assumptionName(estimate.assumes),
    boundName(estimate.bound),
    estimate.samples,
    ofText(estimate.of),
    warningsOf(scene.unit, estimate).join('; '),
  ];
}

/** '2.0 bits (1.9 to 2.1)', '2.0 bits (≥ 1.9)': limits that only a model gives are called the model's. */
export function readValue(scene: Scene, estimate: Estimate): string {
  return t(
    '{0} {1} ({2})',
    formatValue(inUnit(scene, estimate).value),
    unitName(scene.unit),
    limitsInWords(scene, estimate),
  );
}

/** The limits in words, without the unit. */
export function limitsInWords(scene: Scene, estimate: Estimate): string {
  const { low, high } = inUnit(scene, estimate);
  if (readingOf(estimate) !== 'inModel') return certainLimits(scene, estimate);
  return Number.isFinite(high)
    ? t('{0} to {1} if its model holds', formatValue(low), formatValue(high))
    : t('≥ {0} if its model holds', formatValue(low));
}

/** What is certain whatever the variables' law is: '1.9 to 2.1', '≥ 1.9', or nothing. */
function certainLimits(scene: Scene, estimate: Estimate): string {
  const { low, high } = inUnit(scene, estimate);
  switch (readingOf(estimate)) {
    case 'between':
      return t('{0} to {1}', formatValue(low), formatValue(high));
    case 'atLeast':
      return t('≥ {0}', formatValue(low));
    case 'atMost':
      return t('≤ {0}', formatValue(high));
    case 'inModel':
      return '';
  }
}

/** The mark of one estimate at `x`; `lead` cells and `where` identify it, the rest comes from the estimate. */
export function estimateMark(
  scene: Scene,
  estimate: Estimate,
  x: number,
  where: string,
  lead: readonly Cell[],
  layer: string | undefined,
): Mark {
  const { value, low, high } = inUnit(scene, estimate);
  return {
    x,
    y: value,
    interval: intervalOf(estimate, { value, low, high }),
    bound: estimate.bound,
    warnings: warningsOf(scene.unit, estimate),
    ...(layer === undefined ? {} : { layer }),
    epoch: estimate.epoch,
    read: t('{0}: {1}', where, readValue(scene, estimate)),
    told: toldAmount(scene, estimate),
    details: basisOf(estimate, scene.unit),
    cells: [...lead, ...estimateCells(scene, estimate)],
  };
}

/** The estimate's interval, which says of each end whether a model gives it. */
export function intervalOf(
  estimate: Estimate,
  { value, low, high }: { readonly value: number; readonly low: number; readonly high: number },
): Interval {
  const interval = ordered(value, low, high);
  return {
    ...interval,
    ...(interval.lowEnd === undefined && !isLowCertified(estimate) && { lowEnd: 'model' }),
    ...(interval.highEnd === undefined && !isHighCertified(estimate) && { highEnd: 'model' }),
  };
}

/** An interval that contains its value in spite of rounding; an end is at the value where the limit is not finite. */
export function ordered(value: number, low: number, high: number): Interval {
  return {
    low: Number.isFinite(low) ? Math.min(low, value) : value,
    high: Number.isFinite(high) ? Math.max(high, value) : value,
    ...(!Number.isFinite(low) && { lowEnd: 'endless' }),
    ...(!Number.isFinite(high) && { highEnd: 'endless' }),
  };
}

/** Every distinct set of variables that the numbers are computed from, in the person's language. */
export const ofWhat = (numbers: Iterable<{ readonly of?: ComputedFrom }>): string[] =>
  distinctComputedFrom(numbers).map(ofText);

/** An axis of lags from 0 on that holds all marks; without a label, of lags counted back from the last step. */
export const lagAxis = (marks: readonly Mark[], label = t('lag s (steps back)')): Axis => ({
  label,
  kind: 'lag',
  low: 0,
  high: Math.max(1, ...marks.map(({ x }) => x)),
  whole: true,
});

/** An axis that starts at zero and holds all `values`. */
export function axisFromZero(label: string, values: Iterable<number>): Axis {
  let low = 0;
  let high = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { label, low, high };
}

/** How much further than every value an interval may extend an axis. */
const farthestWhisker = 1.35;

/**
 * The range of values and their whiskers. A whisker far beyond every value (of a lower bound without an upper one) is
 * cut off, so that the values stay distinguishable.
 */
export function reachOf(points: readonly { readonly value: number; readonly high: number }[]): number {
  const values = Math.max(0, ...points.map(({ value }) => value));
  return Math.min(farthestWhisker * values, Math.max(values, ...points.map(({ high }) => high)));
}

/** The same for marks, along y. */
export function heightsOf(marks: readonly Mark[]): number {
  return reachOf(marks.map((mark) => ({ value: mark.y, high: mark.interval?.high ?? mark.y })));
}
