import type { LayerSummary, Sentence } from '../result';
import { figure, negligible, percent } from './figures';
import type { ResultReading } from './reading';

/** What is left for the target at the end, and where along the layers it is lost. */
export function targetFindings(reading: ResultReading): Sentence[] {
  const { result } = reading;
  const unit = result.config.analysis.unit;
  const layers = result.layers.filter((layer) => layer.analysed && reading.atEnd('outputInformation', layer.name));
  const head = layers.at(-1);
  if (!head) return result.config.training.epochs === 0 && result.training.length === 0 ? [{ message: 'There is no target here, so nothing is said about one.', args: [] }] : [];
  const about = (layer: LayerSummary): number => reading.atEnd('outputInformation', layer.name)?.value ?? 0;
  const needed = reading.ceiling;
  const accuracy = result.training.at(-1)?.validationAccuracy;
  const sentences: Sentence[] = [];
  const top = layers.reduce((most, layer) => (about(layer) > about(most) ? layer : most));
  if (needed === undefined) sentences.push({ message: '{0} holds {1} {2} about the target.', args: [top.name, figure(about(top)), unit], layer: top.name });
  else if (accuracy === undefined) sentences.push({ message: '{0} holds {1} of the {2} {3} that can be known about the target.', args: [top.name, figure(about(top)), figure(needed), unit], layer: top.name });
  else sentences.push({ message: '{0} holds {1} of the {2} {3} that can be known about the target; {4} of the held-out targets are told right.', args: [top.name, figure(about(top)), figure(needed), unit, percent(accuracy)], layer: top.name });
  const narrow = narrowest(layers, about, 2 * negligible(unit));
  if (narrow) {
    const setting = result.config.model.layers.find((layer) => layer.name === narrow.layer.name);
    const beta = setting?.type === 'bottleneck' ? setting.beta : undefined;
    sentences.push(beta === undefined
      ? { message: '{0} passes {1} of {2} {3} about the target: the narrowest place.', args: [narrow.layer.name, figure(narrow.after), figure(narrow.before), unit], layer: narrow.layer.name }
      : { message: '{0} passes {1} of {2} {3} about the target: the narrowest place. Its beta is {4}.', args: [narrow.layer.name, figure(narrow.after), figure(narrow.before), unit, beta], layer: narrow.layer.name });
  }
  return sentences;
}

/** The layer after which most about the target is gone, where the loss is more than `least`. */
export function narrowest(layers: readonly LayerSummary[], about: (layer: LayerSummary) => number, least: number): { layer: LayerSummary; before: number; after: number } | undefined {
  let worst: { layer: LayerSummary; before: number; after: number } | undefined;
  for (let i = 1; i < layers.length; i++) {
    const before = about(layers[i - 1]);
    const after = about(layers[i]);
    if (before - after > Math.max(least, worst ? worst.before - worst.after : 0)) worst = { layer: layers[i], before, after };
  }
  return worst;
}
