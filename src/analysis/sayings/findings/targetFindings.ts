import { unitWord } from '../../../result/units';
import { targetCeiling } from '../../../result/ceiling';
import type { LayerSummary, Sentence, Unit } from '../../../result/result';
import { amount, figure, negligible, percent } from '../../../result/format';
import type { ResultIndex } from '../../../result/resultIndex';

/** How much the last layers hold about the target at the end. */
export function targetFindings(index: ResultIndex): Sentence[] {
  const { result } = index;
  const unit = result.config.analysis.unit;
  const layers = result.layers.filter((layer) => layer.analysed && index.atEnd('outputInformation', layer.name));
  const head = layers.at(-1);
  if (!head)
    return result.config.training.epochs === 0 && result.training.length === 0
      ? [{ message: 'This analysis has no target, so there are no findings about one.', args: [] }]
      : [];
  const about = (layer: LayerSummary): number => index.atEnd('outputInformation', layer.name)?.value ?? 0;
  const ceiling = targetCeiling(index);
  const accuracy = result.training.at(-1)?.validationAccuracy;
  const sentences: Sentence[] = [];
  const top = layers.reduce((most, layer) => (about(layer) > about(most) ? layer : most));
  if (!ceiling)
    sentences.push({
      message: '{0} holds {1} {2} about the target.',
      args: [top.name, amount(about(top)), unitWord(unit)],
      layer: top.name,
    });
  else if (ceiling.isEntropy) sentences.push(ofEntropy(top, about(top), ceiling.value, unit, accuracy));
  else if (accuracy === undefined)
    sentences.push({
      message: '{0} holds {1} of the {2} {3} that can be known about the target.',
      args: [top.name, amount(about(top)), amount(ceiling.value), unitWord(unit)],
      layer: top.name,
    });
  else
    sentences.push({
      message:
        "{0} holds {1} of the {2} {3} that can be known about the target; the network's held-out accuracy is {4}.",
      args: [top.name, amount(about(top)), amount(ceiling.value), unitWord(unit), percent(accuracy)],
      layer: top.name,
    });
  sentences.push(...soonest(index, top, unit));
  return sentences;
}

/** Where the information of the input about the target is unknown, the target's entropy is the only reference. */
function ofEntropy(
  layer: LayerSummary,
  about: number,
  entropy: number,
  unit: Unit,
  accuracy: number | undefined,
): Sentence {
  // A continuous target's entropy is differential and may be negative.
  const args = [layer.name, amount(about), figure(entropy), unitWord(unit)];
  return accuracy === undefined
    ? { message: '{0} holds {1} {3} about the target, whose entropy is {2} {3}.', args, layer: layer.name }
    : {
        message:
          "{0} holds {1} {3} about the target, whose entropy is {2} {3}; the network's held-out accuracy is {4}.",
        args: [...args, percent(accuracy)],
        layer: layer.name,
      };
}

/**
 * When a label of the whole sequence becomes known: the steps at which the state holds half, and nine tenths, of its
 * final information about it.
 */
function soonest(index: ResultIndex, layer: LayerSummary, unit: Unit): Sentence[] {
  const steps = index.of('outputInformation', layer.name);
  const last = steps.at(-1);
  if (index.result.data?.target?.at !== 'end' || steps.length < 4 || !last || last.value < 4 * negligible(unit))
    return [];
  const by = (share: number): number => steps.find(({ value }) => value >= share * last.value)?.time ?? 0;
  return [
    {
      message:
        '{0} reaches half of its final information about the target by step {1} of {2}, and nine tenths by step {3}.',
      args: [layer.name, by(0.5), last.time ?? 0, by(0.9)],
      layer: layer.name,
    },
  ];
}
