import { LayerGraph } from '../../../config/layers/layerGraph';
import { headsOf, type HeadSetting, namesHeads, targetSentence, varianceOf } from '../../../config/layers/heads';
import { betaOf, hasRate } from '../../../config/layers/layerTraits';
import type { Estimate, Sentence, TrainingRecord } from '../../../result/result';
import { natsIn, unitWord } from '../../../result/units';
import { tightestRate } from '../../../result/rate';
import { figure, percent } from '../../../result/format';
import type { ResultIndex } from '../../../result/resultIndex';
import {
  atMostOf,
  chanceOf,
  cited,
  type Figure,
  headRecordOf,
  isUnknown,
  shareOf,
  togetherOf,
  toldOf,
} from '../figures';

/**
 * What the layer that the heads share holds for each of them, and the cost of a reconstruction; empty where the only
 * head predicts Y.
 */
export function headFindings(index: ResultIndex): Sentence[] {
  const { result } = index;
  const { layers } = result.config.model;
  const heads = headsOf(layers);
  if (!namesHeads(layers) || (heads.length === 1 && heads[0].target === 'Y')) return [];
  const shared = sharedLayer(index, heads);
  if (shared === undefined) return [];
  const record = result.training.at(-1);
  return heads.flatMap((head) => [
    ...keptForHead(index, head, shared, record),
    ...boundParts(index, head, shared, record),
  ]);
}

/** The last code below every head; without one, the last layer below all of them. */
function sharedLayer({ result }: ResultIndex, heads: readonly HeadSetting[]): string | undefined {
  const { layers } = result.config.model;
  const { ancestors } = new LayerGraph(layers);
  const common = layers
    .map((_, position) => position)
    .filter(
      (position) => heads.every((head) => ancestors[head.index].has(position)) && result.layers[position]?.analysed,
    );
  const last = common.findLast((position) => hasRate(layers[position])) ?? common.at(-1);
  return last === undefined ? undefined : layers[last].name;
}

/**
 * The shared layer's information about a head's target. A code of the whole sequence is compared with all of the input;
 * a code per step with the target of that step.
 */
function keptEstimate(index: ResultIndex, { target }: HeadSetting, layer: string): Estimate | undefined {
  return (
    index.about(layer, target) ??
    (target === 'X' ? (index.atEnd('inputInformation', layer) ?? tightestRate(index, layer)) : undefined)
  );
}

function keptForHead(
  index: ResultIndex,
  head: HeadSetting,
  layer: string,
  record: TrainingRecord | undefined,
): Sentence[] {
  const kept = keptEstimate(index, head, layer);
  if (!kept || isUnknown(kept)) return [];
  const args = [
    head.name,
    targetSentence(head.target),
    weightText(head.weight),
    layer,
    kept.quantity === 'rate' ? atMostOf(kept) : toldOf(kept),
    unitWord(kept.unit),
  ];
  const shares = sharesOf(index, head, kept, record);
  if (shares)
    return [
      cited({
        message:
          '{3} holds {4} {5} about {1}, which the head {0} predicts (loss weight {2}); held-out accuracy {6}, chance ' +
          'level {7}.',
        args: [...args, ...shares],
        layer,
      }),
    ];
  if (record?.heads?.find(({ name }) => name === head.name)?.validationSquaredError !== undefined)
    return [
      cited({
        message:
          '{3} holds {4} {5} about {1}, which the head {0} predicts (loss weight {2}); held-out mean squared ' +
          'error {6}.',
        args: [...args, headRecordOf(record, head.name, 'validationSquaredError', small)],
        layer,
      }),
    ];
  return [
    cited({ message: '{3} holds {4} {5} about {1}, which the head {0} predicts (loss weight {2}).', args, layer }),
  ];
}

/**
 * A head's accuracy and chance level over the steps that the information is about: one step, or all of them where a
 * code of the whole sequence is compared with all of the input.
 */
function sharesOf(
  { result }: ResultIndex,
  { name, target }: HeadSetting,
  kept: Estimate,
  record: TrainingRecord | undefined,
): Figure[] | undefined {
  if (kept.quantity === 'outputInformation') {
    const right = result.predictions?.findLast(
      (known) =>
        known.head === name && known.set === undefined && known.epoch === kept.epoch && known.time === kept.time,
    );
    return right && [shareOf(right, 'accuracy'), shareOf(right, 'chance')];
  }
  const chance = result.data?.chances?.find((known) => known.target === target);
  const known = record?.heads?.find((head) => head.name === name)?.validationAccuracy !== undefined;
  return record && known && chance
    ? [headRecordOf(record, name, 'validationAccuracy', percent), chanceOf(target, chance.share)]
    : undefined;
}

/** The two parts of a reconstruction's variational bound: the distortion, and the rate of the code that it reads. */
function boundParts(
  index: ResultIndex,
  head: HeadSetting,
  layer: string,
  record: TrainingRecord | undefined,
): Sentence[] {
  const { result } = index;
  const setting = result.config.model.layers.find(({ name }) => name === layer);
  const beta = setting && betaOf(setting);
  const rates = index.of('rate', layer);
  const length = result.data?.length;
  const own = record?.heads?.find(({ name }) => name === head.name);
  if (head.target !== 'X' || !record || !own || beta === undefined || rates.length === 0 || length === undefined)
    return [];
  const { unit } = result.config.analysis;
  const args = [
    head.name,
    // The log loss of real values is a density's and may be negative.
    headRecordOf(record, head.name, 'validationLoss', figure, natsIn(unit, length)),
    togetherOf('sum', rates),
    weightText(1 / beta),
    unitWord(unit),
  ];
  const variance = varianceOf(head);
  return own.validationSquaredError === undefined || variance === undefined
    ? [
        cited({
          message:
            '{0} has a distortion of {1} {4} per held-out sequence. The code has a rate of {2} {4}, with ' +
            'weight {3} in the loss.',
          args,
          layer,
        }),
      ]
    : [
        cited({
          message:
            '{0} has a distortion of {1} {4} per held-out sequence (under a normal distribution of variance ' +
            '{5}). The code has a rate of {2} {4}, with weight {3} in the loss.',
          args: [...args, weightText(variance)],
          layer,
        }),
      ];
}

const weightText = (value: number): number => Number(value.toPrecision(3));

const small = (value: number): string => (value < 0.1 ? value.toPrecision(2) : value.toFixed(2));
