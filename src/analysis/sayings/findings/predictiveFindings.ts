import { unitWord } from '../../../result/units';
import { exactValueAt } from '../../../result/exactValues';
import type { Sentence } from '../../../result/result';
import { amount, negligible } from '../../../result/format';
import type { ResultIndex } from '../../../result/resultIndex';

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
  const all = exactValueAt(result, 'predictiveInformation', 'X_{1:t}', 'X', held.time);
  if (Math.max(held.low, all ?? 0) < negligible(unit)) return [];
  const ahead = held.ahead ?? 1;
  const value = smallAmount(held.value);
  if (ahead === 1) {
    return [
      all === undefined
        ? {
            message: '{0} holds {1} {2} about the next step.',
            args: [layer.name, value, unitWord(unit)],
            layer: layer.name,
          }
        : {
            message: '{0} holds {1} of the {2} {3} that the past contains about the next step.',
            args: [layer.name, value, smallAmount(all), unitWord(unit)],
            layer: layer.name,
          },
    ];
  }
  return [
    all === undefined
      ? {
          message: '{0} holds {1} {2} about the next {3} steps.',
          args: [layer.name, value, unitWord(unit), ahead],
          layer: layer.name,
        }
      : {
          message: '{0} holds {1} of the {2} {3} that the past contains about the next {4} steps.',
          args: [layer.name, value, smallAmount(all), unitWord(unit), ahead],
          layer: layer.name,
        },
  ];
}

/** Predictive information is small: one decimal would round it away. */
const smallAmount = (value: number): string => (value < 1 ? Math.max(0, value).toFixed(2) : amount(value));
