import { directionOf } from '../../src/result/direction';
import { formatValue, roundedDown, roundedUp } from '../../src/result/format';
import type { Estimate } from '../../src/result/result';
import { t } from '../ui/l10n';
import type { Mark } from './chartData';
import { inUnit, type Scene } from './scene';

const downward = roundedDown(formatValue);

/** An amount in a sentence: '2.0', 'at least 1.7' of a lower bound or one that is open above, 'at most 2.3'. */
export function toldAmount(scene: Scene, estimate: Estimate): string {
  const numbers = inUnit(scene, estimate);
  const high = Number.isFinite(numbers.high) ? numbers.high : null;
  switch (directionOf({ ...estimate, ...numbers, high }, formatValue)) {
    case 'none':
      return formatValue(numbers.value);
    case 'atLeast':
      return t('at least {0}', downward(numbers.low));
    case 'atMost':
      return t('at most {0}', roundedUp(formatValue)(numbers.value));
  }
}

/** The amount of a mark: an exact value has no direction. */
export const toldMark = ({ told, y }: Mark): string => told ?? formatValue(y);

/** The same of its place along x. */
export const toldAlongX = ({ toldX, x }: Mark): string => toldX ?? formatValue(x);

/** Whether the amount of a mark is printed without "at least" or "at most". */
export const isPlain = ({ told, y }: Mark): boolean => told === undefined || told === formatValue(y);

/** The smallest value that a mark may have: the low end of a bound, or its value where that is printed alone. */
export const leastOfMark = (mark: Mark): number => (isPlain(mark) ? mark.y : (mark.interval?.low ?? mark.y));

/** The most that a mark may be; undefined where nothing certain bounds it from above. */
export function mostOfMark(mark: Mark): number | undefined {
  if (isPlain(mark)) return mark.y;
  return mark.interval?.highEnd === undefined ? (mark.interval?.high ?? mark.y) : undefined;
}

/** The sum of several estimates, with "at least" where one of them is printed with it. */
export function toldTogether(scene: Scene, estimates: readonly Estimate[]): string {
  const arePlain = estimates.every((one) => toldAmount(scene, one) === formatValue(inUnit(scene, one).value));
  const sum = estimates.reduce((total, one) => total + inUnit(scene, one)[arePlain ? 'value' : 'low'], 0);
  return arePlain ? formatValue(sum) : t('at least {0}', downward(sum));
}

/** The sum of several marks, with "at least" where one of them is printed with it. */
export function toldSum(marks: readonly Mark[]): string {
  const sum = (of: (mark: Mark) => number): number => marks.reduce((total, mark) => total + Math.max(0, of(mark)), 0);
  return marks.every(isPlain) ? formatValue(sum(({ y }) => y)) : t('at least {0}', downward(sum(leastOfMark)));
}
