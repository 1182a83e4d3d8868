import { percent } from '../../../result/format';
import type { Advice, AnalysisResult, TrainingRecord } from '../../../result/result';
import { accuracyTarget } from '../../../result/training';
import { chanceOf, cited, recordOf } from '../figures';
import { freeName, insertLayer, withEdits } from './changes';

const threeFigures = (value: number): string => value.toPrecision(3);

/** A network that has not learned, or that has memorised its training set, says little about its own limits. */
export function trainingAdvice(result: AnalysisResult): Advice[] {
  const records = result.training;
  const last = records.at(-1);
  if (!last) return [];
  const found: Advice[] = [];
  const best = records.reduce((least, record) => (record.validationLoss < least.validationLoss ? record : least));
  const earlier = records.at(-Math.max(2, Math.ceil(records.length / 5)));
  const falling =
    earlier &&
    earlier !== last &&
    last.keptFrom === undefined &&
    last.validationLoss < 0.95 * earlier.validationLoss &&
    last.validationLoss > 0.02 &&
    (last.validationAccuracy ?? 0) < 0.99;
  if (falling) {
    const longer = 2 * result.config.training.epochs;
    found.push(
      cited({
        kind: 'training',
        severity: 'info',
        args: [last.epoch, recordOf(last, 'validationLoss', threeFigures), longer],
        edits: [{ path: ['training', 'epochs'], value: longer }],
        message:
          'The validation loss was still falling at epoch {0} ({1}), so longer training may change these ' +
          'results. Train longer (try {2} epochs).',
      }),
    );
  }
  if (last.accuracy !== undefined && last.validationAccuracy !== undefined && overfits(result, last)) {
    const target = accuracyTarget(last);
    const chance = result.data?.chances?.find((known) => known.target === target);
    const shares = [recordOf(last, 'accuracy', percent), recordOf(last, 'validationAccuracy', percent)];
    found.push(
      chance
        ? cited({
            kind: 'training',
            severity: 'warning',
            args: [...shares, chanceOf(target, chance.share)],
            ...withEdits(dropout(result)),
            message:
              'The network overfits: accuracy is {0} on training targets and {1} on held-out ones (chance level ' +
              '{2}). More sequences, dropout before the head or a bottleneck would help.',
          })
        : cited({
            kind: 'training',
            severity: 'warning',
            args: shares,
            ...withEdits(dropout(result)),
            message:
              'The network overfits: accuracy is {0} on training targets and {1} on held-out ones. More sequences, ' +
              'dropout before the head or a bottleneck would help.',
          }),
    );
  } else if (
    !falling &&
    best.epoch < last.epoch &&
    last.validationLoss > 1.1 * best.validationLoss &&
    last.validationLoss - best.validationLoss > 0.02
  ) {
    found.push(
      cited({
        kind: 'training',
        severity: 'info',
        args: [
          best.epoch,
          recordOf(best, 'validationLoss', threeFigures),
          recordOf(last, 'validationLoss', threeFigures),
        ],
        edits: [{ path: ['training', 'epochs'], value: best.epoch }],
        message:
          'The validation loss was lowest at epoch {0} ({1}) and has risen to {2} since. Stop training at epoch {0}.',
      }),
    );
  }
  return found;
}

/**
 * Whether the accuracy on training targets is clearly above that on held-out ones: by more than 5 %, and by more than
 * two standard errors of two shares of as many sequences, with one more right and one more wrong answer in each
 * (Agresti and Caffo 2000). Targets of one sequence may all be right or wrong together, so that sequences count.
 */
function overfits({ data }: AnalysisResult, { accuracy = 0, validationAccuracy = 0 }: TrainingRecord): boolean {
  if (!(accuracy - validationAccuracy > 0.05)) return false;
  if (!data) return true;
  const [trained, heldOut] = [
    { share: accuracy, count: data.training },
    { share: validationAccuracy, count: data.heldOut },
  ].map(({ share, count }) => ({ share: (share * count + 1) / (count + 2), count: count + 2 }));
  const variance = (of: { share: number; count: number }): number => (of.share * (1 - of.share)) / of.count;
  return trained.share - heldOut.share > 2 * Math.sqrt(variance(trained) + variance(heldOut));
}

function dropout({ config }: AnalysisResult): NonNullable<Advice['edits']> {
  const { layers } = config.model;
  const head = layers.at(-1);
  // A head with its own `reads` would bypass the new layer.
  if (head?.type !== 'dense' || layers.some((layer) => layer.type === 'dropout') || head.input !== undefined) return [];
  return [insertLayer(layers.length - 1, { type: 'dropout', name: freeName(layers, 'dropout'), rate: 0.3 })];
}
