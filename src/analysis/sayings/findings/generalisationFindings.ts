import { upperEnd } from '../../../result/upperEnd';
import { unitWord } from '../../../result/units';
import type { Sentence } from '../../../result/result';
import { amount, negligible, percent } from '../../../result/format';
import type { ResultIndex } from '../../../result/resultIndex';

/**
 * Information about the targets that a layer holds on training sequences and not on held-out ones, where the gap is
 * significant: the layer with the widest gap.
 */
export function generalisationFindings(index: ResultIndex): Sentence[] {
  const { result } = index;
  const { unit } = result.config.analysis;
  const gaps = result.layers.flatMap(({ name }) => {
    const trained = index
      .onTraining('outputInformation', name)
      .toSorted((a, b) => a.epoch - b.epoch)
      .at(-1);
    const heldOut = trained && index.atEnd('outputInformation', name, trained.epoch);
    // With sets of different sizes the estimators' biases differ, so that a gap means nothing.
    if (!trained || heldOut?.samples !== trained.samples) return [];
    const value = trained.value - heldOut.value;
    // The sequences differ, so that the two errors are independent and their squares add up.
    return [
      {
        name,
        value,
        low: value - Math.hypot(trained.value - trained.low, upperEnd(heldOut) - heldOut.value),
        high: value + Math.hypot(upperEnd(trained) - trained.value, heldOut.value - heldOut.low),
      },
    ];
  });
  if (gaps.length === 0) return [];
  const widest = gaps.reduce((most, gap) => (gap.low > most.low ? gap : most));
  const last = result.training.at(-1);
  const accuracies =
    last?.accuracy === undefined || last.validationAccuracy === undefined
      ? undefined
      : [percent(last.accuracy), percent(last.validationAccuracy)];
  if (widest.low > negligible(unit)) {
    const args = [widest.name, amount(widest.value), unitWord(unit)];
    return [
      accuracies
        ? {
            message:
              '{0} holds {1} {2} more about training targets than about held-out ones; accuracy {3} on ' +
              'training targets, {4} on held-out ones.',
            args: [...args, ...accuracies],
            layer: widest.name,
          }
        : {
            message: '{0} holds {1} {2} more about training targets than about held-out ones.',
            args,
            layer: widest.name,
          },
    ];
  }
  const most = Math.max(...gaps.map(({ high }) => high));
  return [
    {
      message:
        'No layer clearly holds more about training targets than about held-out ones: by the intervals, the ' +
        'gap is at most {0} {1}.',
      args: [amount(most), unitWord(unit)],
    },
  ];
}
