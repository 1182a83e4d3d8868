import { formatValue } from '../../src/result/format';
import type { Measured } from '../../src/result/measured';
import { convert } from '../../src/result/units';
import { t } from '../ui/l10n';
import type { Cell, Column, Mark } from './chartData';
import { ordered } from './estimateMarks';
import { boundName } from './labels';
import type { Scene } from './scene';
import { ofText, warningsOf } from './sentence';

/** The columns of one measured quantity in every table, after the chart's own. */
export const measuredColumns = (unit: string): Column[] => [
  { label: t('value ({0})', unit), numeric: true },
  { label: t('low'), numeric: true },
  { label: t('high'), numeric: true },
  { label: t('exact'), numeric: true },
  { label: t('estimator'), numeric: false },
  { label: t('bound'), numeric: false },
  { label: t('samples'), numeric: true },
  { label: t('computed from'), numeric: false },
  { label: t('warnings'), numeric: false },
];

/** A number of a measured quantity in the unit on show. */
export const shownOf = (scene: Scene, { unit }: Pick<Measured, 'unit'>, value: number): number =>
  unit === 'bits' || unit === 'nats' ? convert(value, unit, scene.unit) : value;

/** The mark of one measured quantity at `x`; `lead` cells and `where` identify it. */
export function measuredMark(
  scene: Scene,
  one: Measured,
  x: number,
  where: string,
  lead: readonly Cell[],
  details: readonly string[] = [],
): Mark {
  const [value, low, high, exact] = [one.value, one.low, one.high, one.exact ?? NaN].map((number) =>
    shownOf(scene, one, number),
  );
  const warnings = warningsOf(scene.unit, one);
  const bound = boundName(one.bound);
  const of = one.of && ofText(one.of);
  return {
    x,
    y: value,
    interval: ordered(value, low, high),
    bound: one.bound,
    warnings,
    layer: one.layer,
    epoch: one.epoch,
    read: t('{0}: {1} ({2} to {3})', where, ...[value, low, high].map(formatValue)),
    details: [
      one.samples > 0 ? t('{0}, {1} samples', estimatorOf(one), one.samples) : estimatorOf(one),
      ...(of === undefined ? [] : [t('computed from {0}', of)]),
      ...details,
    ],
    cells: [
      ...lead,
      ...[value, low, high, Number.isFinite(exact) ? exact : undefined],
      ...[estimatorOf(one), bound, one.samples > 0 ? one.samples : undefined, of, warnings.join('; ')],
    ],
  };
}

/** The estimator's name for people. */
const estimatorOf = ({ estimator }: Measured): string => estimators[estimator]();

const estimators: Readonly<Record<Measured['estimator'], () => string>> = {
  leastSquares: () => t('least squares'),
  probe: () => t('a decoder'),
  counts: () => t('counts of symbols'),
  heldAtEveryStep: () => t('held at every step'),
  heldAtLastStep: () => t('held at the last step'),
  mean: () => t('mean over sequences'),
  closedForm: () => t('closed form'),
  ridge: () => t('ridge regression'),
};
