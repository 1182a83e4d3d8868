import { percent } from '../../../result/format';
import type { Advice, AnalysisResult } from '../../../result/result';
import { freeName, insertLayer, withEdits } from './changes';

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
    last.validationLoss < 0.95 * earlier.validationLoss &&
    last.validationLoss > 0.02 &&
    (last.validationAccuracy ?? 0) < 0.99;
  if (falling) {
    const longer = 2 * result.config.training.epochs;
    found.push({
      kind: 'training',
      severity: 'info',
      args: [last.epoch, last.validationLoss.toPrecision(3), longer],
      edits: [{ path: ['training', 'epochs'], value: longer }],
      message:
        'The validation loss was still falling at epoch {0} ({1}), so longer training may change these ' +
        'results. Train longer (try {2} epochs).',
    });
  }
  if (
    last.accuracy !== undefined &&
    last.validationAccuracy !== undefined &&
    last.accuracy - last.validationAccuracy > 0.05
  ) {
    found.push({
      kind: 'training',
      severity: 'warning',
      args: [percent(last.accuracy), percent(last.validationAccuracy)],
      ...withEdits(dropout(result)),
      message:
        'The network overfits: accuracy is {0} on training targets and {1} on held-out ones. More sequences, ' +
        'dropout before the head or a bottleneck would help.',
    });
  } else if (
    !falling &&
    best.epoch < last.epoch &&
    last.validationLoss > 1.1 * best.validationLoss &&
    last.validationLoss - best.validationLoss > 0.02
  ) {
    found.push({
      kind: 'training',
      severity: 'info',
      args: [best.epoch, best.validationLoss.toPrecision(3), last.validationLoss.toPrecision(3)],
      edits: [{ path: ['training', 'epochs'], value: best.epoch }],
      message:
        'The validation loss was lowest at epoch {0} ({1}) and has risen to {2} since. Stop training at epoch {0}.',
    });
  }
  return found;
}

function dropout({ config }: AnalysisResult): NonNullable<Advice['edits']> {
  const { layers } = config.model;
  const head = layers.at(-1);
  // A head with its own `reads` would bypass the new layer.
  if (head?.type !== 'dense' || layers.some((layer) => layer.type === 'dropout') || head.input !== undefined) return [];
  return [insertLayer(layers.length - 1, { type: 'dropout', name: freeName(layers, 'dropout'), rate: 0.3 })];
}
