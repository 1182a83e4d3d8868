import { sentence, type Sentence } from '../../base/sentence';
import type { Interval } from '../interval';
import { isHighCertified, isLowCertified } from '../limits';
import type { AnalysisResult, Estimate } from '../result';
import { ResultIndex } from '../resultIndex';
import { convert } from '../units';

/** One number of a run, by which runs are compared. */
export interface RunFigure {
  /** The same for the same number of another run. */
  readonly key: string;
  readonly name: Sentence;
  /** Information in nats; a share or a loss as it is. */
  readonly kind: 'information' | 'share' | 'loss';
  readonly value: number;
  /** Absent where none is known. Nothing bounds an infinite `high`. */
  readonly interval?: Interval;
}

/** The numbers of a run's last epoch: what each layer holds at the last step, and how well the network predicts. */
export function runFigures(result: AnalysisResult): RunFigure[] {
  const index = new ResultIndex(result);
  const layers = result.layers.filter(({ analysed }) => analysed);
  const last = result.training.at(-1);
  return [
    ...(last?.validationAccuracy === undefined ? [] : [accuracyFigure(last.validationAccuracy, result.data?.heldOut)]),
    ...(last
      ? [{ key: 'loss', name: sentence('validation loss'), kind: 'loss' as const, value: last.validationLoss }]
      : []),
    ...layers.flatMap(({ name }) => {
      const target = index.atEnd('outputInformation', name);
      return target ? [informationFigure(target, sentence('{0}, about the target', name))] : [];
    }),
    ...layers.flatMap(({ name }) => {
      const input = index.atEnd('inputInformation', name);
      return input ? [informationFigure(input, sentence('{0}, about the input', name))] : [];
    }),
  ];
}

function informationFigure(estimate: Estimate, name: Sentence): RunFigure {
  const { quantity, source, target, value, low, high, unit } = estimate;
  const nats = (amount: number): number => convert(Math.max(0, amount), unit, 'nats');
  return {
    key: `${quantity}/${source}/${target}`,
    name,
    kind: 'information',
    value: nats(value),
    interval: {
      low: nats(low),
      high: high === null ? Infinity : nats(high),
      ...(!isLowCertified(estimate) && { lowEnd: 'model' }),
      ...(high !== null && !isHighCertified(estimate) && { highEnd: 'model' }),
    },
  };
}

/**
 * Wilson's interval (1927, equation 4) over the held-out sequences. Answers within a sequence depend on each other, so
 * that each sequence counts once.
 */
function accuracyFigure(share: number, sequences: number | undefined): RunFigure {
  const figure = { key: 'accuracy', name: sentence('held-out accuracy'), kind: 'share' as const, value: share };
  if (sequences === undefined || sequences < 1) return figure;
  const z = 1.959964;
  const scale = 1 + z ** 2 / sequences;
  const centre = (share + z ** 2 / (2 * sequences)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / sequences + z ** 2 / (4 * sequences ** 2));
  return { ...figure, interval: { low: Math.max(0, centre - half), high: Math.min(1, centre + half) } };
}
