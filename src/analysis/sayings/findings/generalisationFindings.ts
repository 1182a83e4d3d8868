import { upperEnd } from '../../../result/upperEnd';
import { unitWord } from '../../../result/units';
import type { Estimate, Prediction, Sentence } from '../../../result/result';
import { negligible } from '../../../result/format';
import { difference, type Difference, isOneKind } from '../../../result/phases';
import type { ResultIndex } from '../../../result/resultIndex';
import { cited, differenceOf, shareOf } from '../figures';

/** What a layer holds about training targets more than about held-out ones. */
interface Gap extends Difference {
  readonly name: string;
  /** The lower end of the gap, from independent errors. */
  readonly clear: number;
}

/**
 * Information about the targets that a layer holds on training sequences and not on held-out ones, where the gap is
 * significant: the layer with the widest gap.
 */
export function generalisationFindings(index: ResultIndex): Sentence[] {
  const { result } = index;
  const { unit } = result.config.analysis;
  const gaps = result.layers.flatMap(({ name }): Gap[] => {
    const trained = index
      .onTraining('outputInformation', name)
      .toSorted((a, b) => a.epoch - b.epoch)
      .at(-1);
    const heldOut = trained && index.atEnd('outputInformation', name, trained.epoch);
    // With sets of different sizes the estimators' biases differ, so that a gap means nothing.
    if (!trained || heldOut?.samples !== trained.samples || !isOneKind(trained, heldOut)) return [];
    const gap = difference(trained, heldOut);
    // The sequences differ, so that the two errors are independent and their squares add up.
    const clear = gap.value - Math.hypot(trained.value - trained.low, upperEnd(heldOut) - heldOut.value);
    return [{ ...gap, name, clear }];
  });
  if (gaps.length === 0) return [];
  const widest = gaps.reduce((most, gap) => (gap.clear > most.clear ? gap : most));
  if (widest.clear > negligible(unit)) {
    const args = [widest.name, differenceOf(widest), unitWord(unit)];
    // The difference of two bounds bounds nothing, so the sentence says that it is one of bounds.
    const isPlain = widest.comparable;
    const [trained, heldOut] = widest.of.map((estimate) => rightAt(result.predictions ?? [], estimate));
    return [
      trained && heldOut
        ? cited({
            message: isPlain
              ? '{0} holds {1} {2} more about training targets than about held-out ones; accuracy {3} on training ' +
                'targets, {4} on held-out ones (chance level {5}).'
              : '{0} shows {1} {2} more about training targets than about held-out ones, by bounds of both; ' +
                'accuracy {3} on training targets, {4} on held-out ones (chance level {5}).',
            args: [...args, shareOf(trained, 'accuracy'), shareOf(heldOut, 'accuracy'), shareOf(heldOut, 'chance')],
            layer: widest.name,
          })
        : cited({
            message: isPlain
              ? '{0} holds {1} {2} more about training targets than about held-out ones.'
              : '{0} shows {1} {2} more about training targets than about held-out ones, by bounds of both.',
            args,
            layer: widest.name,
          }),
    ];
  }
  const most = gaps.reduce((held, gap) => (gap.high > held.high ? gap : held));
  return [
    Number.isFinite(most.high)
      ? cited({
          message:
            'No layer clearly holds more about training targets than about held-out ones: by the intervals, the ' +
            'gap is at most {0} {1}.',
          args: [differenceOf(most, 'high'), unitWord(unit)],
        })
      : { message: 'No layer clearly holds more about training targets than about held-out ones.', args: [] },
  ];
}

/** How often the head for Y is right at an estimate's step, on its sequences. */
const rightAt = (predictions: readonly Prediction[], { epoch, time, set }: Estimate): Prediction | undefined =>
  predictions.findLast(
    (known) => known.target === 'Y' && known.set === set && known.epoch === epoch && known.time === time,
  );
