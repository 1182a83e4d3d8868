import { sentence, type Sentence } from '../../../base/sentence';
import { trialPeriods, trialSteps } from '../../../config/schema/trialPeriods';
import type { EvidenceTrialName, TrialsConfig } from '../../../config/schema/trialsData';
import { signAccuracy, signInformation } from '../../../information/exact/processes/binaryEvidence';
import type { ExactValue } from '../../dataset';
import { entropyOf, memoryLine, targetInformation } from '../../exactValues';
import { checkSize, continuousSequences, discreteSequences } from '../../sequences';
import { type DrawSet, forEachSequence } from '../sampling';
import { evidenceKinds } from './evidenceKinds';
import { idealObserver } from './idealObserver';

export type EvidenceConfig = TrialsConfig & { readonly trial: EvidenceTrialName };

/** Mean of the evidence of one step at coherence 1; its variance is 1. */
const meanOf = ({ snr, dt }: EvidenceConfig): number => Math.sqrt((snr * dt) / 1000);

export const evidenceTitle = (config: EvidenceConfig): Sentence => evidenceKinds[config.trial].title();

/**
 * Draws trials: the fixation is 1 until the response, streams of evidence are shown with noise of variance 1 through
 * the stimulus and are 0 elsewhere, and cues are 1 until the response. The target is 1 where the sign is positive.
 */
export function drawEvidence(config: EvidenceConfig, signal: AbortSignal | undefined): DrawSet {
  const { columns, draw } = evidenceKinds[config.trial];
  const { coherences } = config;
  const [features, length, mean] = [columns.length, trialSteps(config), meanOf(config)];
  const stimulus = evidencePeriod(config);
  const response = trialPeriods(config).find(({ name }) => name === 'response')?.first ?? length;
  return async (random, samples) => {
    checkSize(samples, length, features, sentence('Inputs'));
    const values = new Float32Array(samples * length * features);
    const symbols = new Int32Array(samples);
    await forEachSequence(samples, length * features, signal, (sample) => {
      const { streams, cues, answer } = draw(random, () => coherences[random.integer(coherences.length)]);
      for (let t = 1; t <= length; t++) {
        const at = (sample * length + t - 1) * features;
        const isShown = t >= stimulus.first && t <= stimulus.last;
        values[at] = t < response ? 1 : 0;
        streams.forEach((strength, i) => {
          if (isShown && strength !== undefined) values[at + 1 + i] = strength * mean + random.normal();
        });
        cues.forEach((cue, i) => {
          if (t < response) values[at + 1 + streams.length + i] = cue;
        });
      }
      symbols[sample] = answer;
    });
    return {
      inputs: { ...continuousSequences(values, samples, length, features), columns },
      targets: { ...discreteSequences(symbols, samples, 1, 2), at: 'end' as const },
    };
  };
}

function evidencePeriod(config: EvidenceConfig): { readonly first: number; readonly last: number } {
  return trialPeriods(config).find(({ name }) => name === 'stimulus') ?? { first: 1, last: 0 };
}

/** Steps of evidence that were shown after each step. */
function shownSteps(config: EvidenceConfig): number[] {
  const { first, last } = evidencePeriod(config);
  return Array.from({ length: trialSteps(config) }, (_, i) => Math.min(Math.max(0, i + 2 - first), last - first + 1));
}

/** The mean over the conditions of what so many steps of evidence give. */
function overConditions(config: EvidenceConfig, steps: number, of: (means: readonly number[]) => number): number {
  const { counting } = evidenceKinds[config.trial];
  const each = counting.map((streams) =>
    of(config.coherences.map((coherence) => coherence * meanOf(config) * Math.sqrt(streams * steps))),
  );
  return each.reduce((sum, value) => sum + value, 0) / each.length;
}

export const evidenceAccuracy = (config: EvidenceConfig): number[] =>
  shownSteps(config).map((steps) => overConditions(config, steps, signAccuracy));

/** What the evidence so far, whose sum is sufficient, and the evidence of one step say about the answer. */
export function evidenceInformation(config: EvidenceConfig): ExactValue[] {
  const known = new Map<number, number>();
  const after = (steps: number): number => {
    const value = known.get(steps) ?? overConditions(config, steps, signInformation);
    known.set(steps, value);
    return value;
  };
  const shown = shownSteps(config);
  const single = shown.map((steps, i) => after(steps > (shown[i - 1] ?? 0) ? 1 : 0));
  return [
    entropyOf('Y', Math.LN2),
    ...targetInformation(shown.map(after), idealObserver()),
    ...memoryLine('Y', single.toReversed(), sentence('information of the answer about each step')),
  ];
}
