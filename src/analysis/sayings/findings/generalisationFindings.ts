import { unitWord } from '../../../result/units';
import type { Sentence } from '../../../result/result';
import { figure, negligible, percent } from '../../../result/format';
import type { ResultIndex } from '../../../result/resultIndex';

/**
 * What a layer knows of the targets that it was trained on and not of others, where that stands out: the layer with the
 * widest gap.
 */
export function generalisationFindings(reading: ResultIndex): Sentence[] {
  const { result } = reading;
  const { unit } = result.config.analysis;
  const gaps = result.layers.flatMap(({ name }) => {
    const trained = reading
      .onTraining('outputInformation', name)
      .toSorted((a, b) => a.epoch - b.epoch)
      .at(-1);
    const heldOut = trained && reading.atEnd('outputInformation', name, trained.epoch);
    // Of sets of different sizes the estimates' biases differ, and a gap says nothing.
    if (!trained || heldOut?.samples !== trained.samples) return [];
    const value = trained.value - heldOut.value;
    // Different sequences, so that the two errors are independent and add in squares.
    return [
      {
        name,
        value,
        low: value - Math.hypot(trained.value - trained.low, heldOut.high - heldOut.value),
        high: value + Math.hypot(trained.high - trained.value, heldOut.value - heldOut.low),
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
    const args = [widest.name, figure(widest.value), unitWord(unit)];
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
      args: [figure(Math.max(0, most)), unitWord(unit)],
    },
  ];
}
