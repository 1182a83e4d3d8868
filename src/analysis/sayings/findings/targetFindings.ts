import { unitWord } from '../../../result/units';
import { targetCeiling } from '../../../result/ceiling';
import type { Estimate, Prediction, Sentence } from '../../../result/result';
import { upperEnd } from '../../../result/upperEnd';
import { figure, negligible } from '../../../result/format';
import type { ResultIndex } from '../../../result/resultIndex';
import { withoutNoise } from './withoutNoise';
import { cited, costOf, isCarried, isOpen, isPart, isUnknown, placeOf, shareOf, toldOf, wholeOf } from '../figures';

/** How much the layer with the most holds about the target at the end. */
export function targetFindings(index: ResultIndex): Sentence[] {
  const { result } = index;
  const held = result.layers.flatMap(({ name, analysed }) => {
    const estimate = analysed ? index.atEnd('outputInformation', name) : undefined;
    return estimate ? [estimate] : [];
  });
  if (held.length === 0)
    return result.config.training.epochs === 0 && result.training.length === 0
      ? [{ message: 'This analysis has no target, so there are no findings about one.', args: [] }]
      : [];
  const most = held.reduce((best, estimate) => (estimate.value > best.value ? estimate : best));
  const right = result.predictions?.findLast(
    ({ target, epoch, time, set }) => target === 'Y' && set === undefined && epoch === most.epoch && time === most.time,
  );
  return [
    { ...ofCeiling(index, most, right), layer: most.source },
    ...withoutNoise(index, most, right),
    ...idealObserver(right),
    ...costs(index, right),
    ...soonest(index, most),
  ];
}

/** The entropy below which a target never changes, in any unit. */
const constant = 1e-9;

/** The amount beside the most that it can be, and the accuracy of the same step beside that of guessing. */
function ofCeiling(index: ResultIndex, most: Estimate, right: Prediction | undefined): Sentence {
  const ceiling = targetCeiling(index, most.time);
  const [part, unit] = [toldOf(most), unitWord(most.unit)];
  const whole = ceiling && wholeOf(ceiling.whole, figure);
  const shares = right ? [right.head, shareOf(right, 'accuracy'), shareOf(right, 'chance')] : [];
  if (ceiling && ceiling.value < constant)
    return {
      message: 'The target is the same in all analyzed sequences, so there is nothing to know about it.',
      args: [],
    };
  if (isUnknown(most))
    return right
      ? cited({
          message:
            'The bounds do not tell how much {0} holds about the target; at this step the head {1} is right in {2} ' +
            'of the held-out cases (chance level {3}).',
          args: [most.source, ...shares],
        })
      : cited({ message: 'The bounds do not tell how much {0} holds about the target.', args: [most.source] });
  if (!whole || !isPart(part, whole))
    return right
      ? cited({
          message:
            '{0} holds {1} {2} about the target; at this step the head {3} is right in {4} of the held-out cases ' +
            '(chance level {5}).',
          args: [most.source, part, unit, ...shares],
        })
      : cited({ message: '{0} holds {1} {2} about the target.', args: [most.source, part, unit] });
  const args = [most.source, part, whole, unit];
  // Where the information of the input about the target is unknown, the target's entropy is the only reference.
  if (ceiling.isEntropy)
    return right
      ? cited({
          message:
            '{0} holds {1} {3} about the target, whose entropy is {2} {3}; at this step the head {4} is right in {5} ' +
            'of the held-out cases (chance level {6}).',
          args: [...args, ...shares],
        })
      : cited({ message: '{0} holds {1} {3} about the target, whose entropy is {2} {3}.', args });
  return right
    ? cited({
        message:
          '{0} holds {1} of the {2} {3} that can be known about the target; at this step the head {4} is right in ' +
          '{5} of the held-out cases (chance level {6}).',
        args: [...args, ...shares],
      })
    : cited({ message: '{0} holds {1} of the {2} {3} that can be known about the target.', args });
}

/** The most that anyone can do at the same step, where the law of the trials tells it. */
function idealObserver(right: Prediction | undefined): Sentence[] {
  if (right?.best === undefined) return [];
  return [
    cited({
      message:
        'An ideal observer, who knows the law of the trials, is right in {0} of all trials at step {1}; the head {2} ' +
        'is right in {3} of the held-out ones.',
      args: [shareOf(right, 'best'), right.time, right.head, shareOf(right, 'accuracy')],
      layer: right.head,
    }),
  ];
}

/** The loss of a recorded network at the same step, which no record of a training tells. */
function costs({ result }: ResultIndex, right: Prediction | undefined): Sentence[] {
  if (right?.crossEntropy === undefined) return [];
  const { unit } = result.config.analysis;
  return [
    cited({
      message:
        'At step {0} the cross-entropy of the head {1} is {2} {4} a target; whoever knows only how frequent the ' +
        'classes are there has {3} {4}.',
      args: [
        right.time,
        right.head,
        costOf(right, 'crossEntropy', unit),
        costOf(right, 'entropy', unit),
        unitWord(unit),
      ],
      layer: right.head,
    }),
  ];
}

/**
 * When a label of the whole sequence becomes known: the steps at which the state holds half, and nine tenths, of its
 * final information about it. Each only where the interval of every step tells whether it is reached.
 */
function soonest(index: ResultIndex, { source: layer }: Estimate): Sentence[] {
  const steps = index.of('outputInformation', layer);
  const last = steps.at(-1);
  if (index.result.data?.target?.at !== 'end' || steps.length < 4 || !last || last.value < 4 * negligible(last.unit))
    return [];
  // Where the bounds do not tell how much is known at the end, they do not tell when half of it was.
  if (isOpen(last)) return [];
  const by = (share: number): Estimate | undefined => {
    const wanted = share * last.value;
    // Before this step the intervals say that it is not reached; from this step on they have to say that it is.
    const first = steps.find((estimate) => upperEnd(estimate) >= wanted);
    return first && first.low >= wanted - negligible(last.unit) ? first : undefined;
  };
  // Half of a lower bound is less than half of what there is.
  const [half, most] = isCarried(last) ? [by(0.5), by(0.9)] : [];
  if (!half) return atLatest(layer, steps, last);
  const args = [layer, placeOf(half, 'time'), placeOf(last, 'time')];
  return [
    most
      ? cited({
          message:
            '{0} reaches half of its final information about the target by step {1} of {2}, and nine tenths by step ' +
            '{3}.',
          args: [...args, placeOf(most, 'time')],
          layer,
        })
      : cited({
          message: '{0} reaches half of its final information about the target by step {1} of {2}.',
          args,
          layer,
        }),
  ];
}

/** The step from which on at least half is held for certain, where none before it is the first for certain. */
function atLatest(layer: string, steps: readonly Estimate[], last: Estimate): Sentence[] {
  const wanted = upperEnd(last) / 2;
  const from = steps.findLastIndex(({ low }) => low < wanted) + 1;
  const first = steps.at(from);
  return first === undefined || first === last
    ? []
    : [
        cited({
          message: '{0} holds at least half of its final information about the target from step {1} of {2} on.',
          args: [layer, placeOf(first, 'time'), placeOf(last, 'time')],
          layer,
        }),
      ];
}
