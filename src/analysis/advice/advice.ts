import { toldTargets } from '../../config/heads';
import { betaOf } from '../../config/layerTraits';
import { figure, negligible, percent } from '../findings/figures';
import { ResultReading } from '../findings/reading';
import { narrowestPlace } from '../losses/narrowest';
import type { Advice, AnalysisResult } from '../result';

/** Changes to try, each with the numbers that made us think of it. Advice is a hint, never a claim: it says what to look at next. */
export function advice(result: AnalysisResult): Advice[] {
  const reading = new ResultReading(result);
  return [...trainingAdvice(result), ...memoryAdvice(reading), ...objectiveAdvice(reading), ...measurementAdvice(result)];
}

/** A network that has not learned says little about what it could hold. */
function trainingAdvice(result: AnalysisResult): Advice[] {
  const records = result.training;
  const last = records.at(-1);
  if (!last) return [];
  const found: Advice[] = [];
  const earlier = records.at(-Math.max(2, Math.ceil(records.length / 5)));
  if (earlier && earlier !== last && last.validationLoss < 0.95 * earlier.validationLoss && last.validationLoss > 0.02 && (last.validationAccuracy ?? 0) < 0.99) {
    found.push({ kind: 'training', severity: 'info', message: 'The validation loss was still falling at epoch {0} ({1}): train longer before reading much into these numbers.', args: [last.epoch, last.validationLoss.toPrecision(3)] });
  }
  if (last.accuracy !== undefined && last.validationAccuracy !== undefined && last.accuracy - last.validationAccuracy > 0.05) {
    found.push({ kind: 'training', severity: 'warning', message: 'The network is right on {0} of the training targets and {1} of the held-out ones: it learns its sequences by heart. More sequences, dropout or a bottleneck would help.', args: [percent(last.accuracy), percent(last.validationAccuracy)] });
  }
  return found;
}

/** The target needs inputs that the last recurrent layer no longer holds. */
function memoryAdvice(reading: ResultReading): Advice[] {
  const { result } = reading;
  const unit = result.config.analysis.unit;
  const layer = result.layers.findLast((candidate) => candidate.recurrent);
  const { ceiling } = reading;
  const about = layer && reading.atEnd('outputInformation', layer.name);
  if (!layer || !about || ceiling === undefined || ceiling - about.high < 4 * negligible(unit)) return [];
  const held = reading.of('memory', layer.name).filter((estimate) => estimate.low > negligible(unit));
  const far = held.length ? Math.max(...held.map((estimate) => estimate.lag ?? 0)) : 0;
  const args = [layer.name, figure(about.value), figure(ceiling), unit, far];
  const cell = result.config.model.layers.find((candidate) => candidate.name === layer.name);
  if (cell?.type === 'simpleRNN') {
    return [{ kind: 'capacity', severity: 'warning', layer: layer.name, args, message: '{0} holds {1} of the {2} {3} that the input tells about the target, and remembers {4} steps back. A gated layer (lstm, gru) keeps steps apart for longer.' }];
  }
  return [
    { kind: 'attention', severity: 'warning', layer: layer.name, args, message: '{0} holds {1} of the {2} {3} that the input tells about the target, and remembers {4} steps back. Attention over its steps would let the head look further.' },
    { kind: 'skipConnection', severity: 'info', layer: layer.name, args: [layer.name], message: 'A skip connection from the input past {0} would show whether the layer, or the head behind it, loses what is missing.' },
  ];
}

/** A bottleneck that costs what the target needs, or that costs nothing at all. */
function objectiveAdvice(reading: ResultReading): Advice[] {
  const { result } = reading;
  const unit = result.config.analysis.unit;
  const { layers } = result.config.model;
  const told = toldTargets(layers).filter((target) => layers.some(({ name }) => reading.about(name, target)));
  const about = (name: string): number => told.reduce((sum, target) => sum + (reading.about(name, target)?.value ?? 0), 0);
  const narrow = narrowestPlace(reading, 'outputInformation');
  return layers.flatMap((layer): Advice[] => {
    const beta = betaOf(layer);
    if (beta === undefined) return [];
    const rate = reading.atEnd('rate', layer.name)?.value;
    if (narrow?.to === layer.name) {
      return [{ kind: 'objectiveWeight', severity: 'warning', layer: layer.name, args: [layer.name, figure(narrow.after), figure(narrow.before), unit, beta, beta * 2], message: '{0} passes {1} of {2} {3} about the target at beta {4}: a larger beta (try {5}) keeps more.' }];
    }
    if (rate !== undefined && told.some((target) => reading.about(layer.name, target)) && rate > 2 * about(layer.name) + 1) {
      const args = [layer.name, figure(rate), figure(about(layer.name)), unit, beta, beta / 2];
      return [{
        kind: 'objectiveWeight', severity: 'info', layer: layer.name, args,
        message: told.length > 1 ? '{0} spends {1} {3} on {2} {3} about what the heads tell at beta {4}: a smaller beta (try {5}) would compress more.'
          : '{0} spends {1} {3} on {2} {3} about the target at beta {4}: a smaller beta (try {5}) would compress more.',
      }];
    }
    return [];
  });
}

/** What keeps the numbers themselves from being trusted. */
function measurementAdvice(result: AnalysisResult): Advice[] {
  const saturated = result.estimates.filter((estimate) => estimate.warnings?.some((text) => /log2? N|ln N|saturat/i.test(text)));
  if (saturated.length === 0) return [];
  const samples = result.config.analysis.samples;
  return [{ kind: 'measurement', severity: 'info', args: [saturated.length, result.estimates.length, samples, samples * 4], message: '{0} of {1} estimates stand at the ceiling that {2} samples set (the logarithm of their number): raise "samples" (to {3}, say) to see beyond it.' }];
}
