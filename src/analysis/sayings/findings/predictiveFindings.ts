import { unitWord } from '../../../result/units';
import { exactLineAt } from '../../../result/exactValues';
import type { Sentence } from '../../../result/result';
import { amount, negligible } from '../../../result/format';
import type { ResultIndex } from '../../../result/resultIndex';
import { cited, isPart, isUnknown, placeOf, toldOf, wholeOf } from '../figures';

/**
 * The share of the predictive information of the source (past about future) that the last layer with memory holds,
 * where the source has any.
 */
export function predictiveFindings(index: ResultIndex): Sentence[] {
  const { result } = index;
  const unit = result.config.analysis.unit;
  const layer = result.layers.findLast(({ name }) => index.of('predictiveInformation', name).length > 0);
  const held = layer && index.atEnd('predictiveInformation', layer.name);
  if (!layer || !held) return [];
  const exact = exactLineAt(result, 'predictiveInformation', 'X_{1:t}', 'X', held.time);
  if (Math.max(held.low, exact?.value ?? 0) < negligible(unit)) return [];
  if (isUnknown(held)) return [];
  const value = toldOf(held, smallAmount);
  const all = exact && wholeOf({ exact }, smallAmount);
  const whole = all && isPart(value, all) ? all : undefined;
  const step = placeOf(held, 'time');
  if ((held.ahead ?? 1) === 1) {
    return [
      whole === undefined
        ? cited({
            message: 'At step {3}, {0} holds {1} {2} about the next step.',
            args: [layer.name, value, unitWord(unit), step],
            layer: layer.name,
          })
        : cited({
            message: 'At step {4}, {0} holds {1} of the {2} {3} that the past contains about the next step.',
            args: [layer.name, value, whole, unitWord(unit), step],
            layer: layer.name,
          }),
    ];
  }
  const ahead = placeOf(held, 'ahead');
  return [
    whole === undefined
      ? cited({
          message: 'At step {4}, {0} holds {1} {2} about the next {3} steps.',
          args: [layer.name, value, unitWord(unit), ahead, step],
          layer: layer.name,
        })
      : cited({
          message: 'At step {5}, {0} holds {1} of the {2} {3} that the past contains about the next {4} steps.',
          args: [layer.name, value, whole, unitWord(unit), ahead, step],
          layer: layer.name,
        }),
  ];
}

/** Predictive information is small: one decimal would round it away. */
const smallAmount = (value: number): string => (value < 1 ? Math.max(0, value).toFixed(2) : amount(value));
