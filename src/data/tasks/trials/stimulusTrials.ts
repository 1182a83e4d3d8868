import { sentence } from '../../../base/sentence';
import { trialFeatures } from '../../../config/schema/trialPeriods';
import type { ExactValue } from '../../dataset';
import {
  blockEntropies,
  conditionalMemoryLine,
  entropyOf,
  historyLine,
  inputLine,
  memoryLine,
  stepEntropies,
  targetInformation,
} from '../../exactValues';
import { checkSize, discreteSequences } from '../../sequences';
import { type DrawSet, forEachSequence } from '../sampling';
import { idealObserver } from './idealObserver';
import { groupEntropy, listedSource, refined } from './listedSource';
import { possibleTrials, type PossibleTrial, type StimulusConfig } from './stimulusKinds';

export const stimulusSource = (config: StimulusConfig): ReturnType<typeof listedSource> =>
  listedSource(possibleTrials(config), trialFeatures(config));

/** Draws trials of symbols; the target is 1 for a match, a higher or a longer second stimulus. */
export function drawStimuli(config: StimulusConfig, signal: AbortSignal | undefined): DrawSet {
  const trials = possibleTrials(config);
  const weights = trials.map(({ p }) => p);
  const { length } = trials[0].symbols;
  const alphabet = trialFeatures(config);
  return async (random, samples) => {
    checkSize(samples, length, alphabet, sentence('Inputs'));
    const inputs = new Int32Array(samples * length);
    const answers = new Int32Array(samples);
    await forEachSequence(samples, length * alphabet, signal, (sample) => {
      const { symbols, answer } = trials[random.choice(weights)];
      inputs.set(symbols, sample * length);
      answers[sample] = answer;
    });
    return {
      inputs: discreteSequences(inputs, samples, length, alphabet),
      targets: { ...discreteSequences(answers, samples, 1, 2), at: 'end' as const },
    };
  };
}

/** At one step, the groups of trials that look alike so far, and those that the smallest state has in common. */
interface Groups {
  readonly seen: readonly number[];
  readonly state: readonly number[];
}

function groupsOf(trials: readonly PossibleTrial[]): Groups[] {
  const all = trials.map(() => 0);
  let seen: readonly number[] = all;
  return Array.from(trials[0].symbols, (_, t) => {
    seen = refined(seen, ({ symbols }) => symbols[t], trials);
    const answers = answersOf(seen, trials);
    const own = seen;
    // The answer, where it is known; before, what is needed of the first stimulus.
    const state = refined(
      refined(all, (__, i) => answers[own[i]] ?? -1, trials),
      (trial, i) => (answers[own[i]] === undefined ? trial.held(t + 1) : 0),
      trials,
    );
    return { seen, state };
  });
}

/** The answer of every group whose trials all have the same one. */
function answersOf(groups: readonly number[], trials: readonly PossibleTrial[]): (0 | 1 | undefined)[] {
  const found: (0 | 1 | undefined)[] = [];
  const open = new Set<number>();
  groups.forEach((group, i) => {
    const { answer } = trials[i];
    if (group in found && found[group] !== answer) open.add(group);
    found[group] = answer;
  });
  return found.map((answer, group) => (open.has(group) ? undefined : answer));
}

/** The share of right answers of an ideal observer after every step: each group's likelier answer. */
export function stimulusAccuracy(config: StimulusConfig): number[] {
  const trials = possibleTrials(config);
  return groupsOf(trials).map(({ seen }) => {
    const shares: [number, number][] = [];
    seen.forEach((group, i) => {
      shares[group] ??= [0, 0];
      shares[group][trials[i].answer] += trials[i].p;
    });
    return shares.reduce((sum, share) => sum + Math.max(...share), 0);
  });
}

/** Everything of the law, and of the smallest state: the first stimulus while it is needed, then the answer. */
export function stimulusInformation(config: StimulusConfig): ExactValue[] {
  const trials = possibleTrials(config);
  const groups = groupsOf(trials);
  const name = sentence('the first stimulus, then the answer');
  const all = trials.map(() => 0);
  const { length } = trials[0].symbols;
  const { windowEntropy } = stimulusSource(config);
  const of = (partition: readonly number[]): number => groupEntropy(partition, trials);
  const both = (a: readonly number[], b: readonly number[]): number[] => refined(a, (_, i) => b[i], trials);
  const answers = refined(all, ({ answer }) => answer, trials);
  const at = (t: number): number[] => refined(all, ({ symbols }) => symbols[t], trials);
  const lags = Array.from({ length }, (_, lag) => length - 1 - lag);
  const aboutAnswer = lags.map((t) => of(at(t)) + of(answers) - of(both(at(t), answers)));
  // H(Y|X_{t+1:T}) - H(Y|X_{t:T}), of windows that grow from the end.
  let window: number[] = all;
  const open = lags.map((t) => {
    window = both(window, at(t));
    return of(both(window, answers)) - of(window);
  });
  return [
    entropyOf('Y', of(answers)),
    ...stepEntropies(groups.map((_, t) => windowEntropy(t, t + 1))),
    ...blockEntropies(groups.map(({ seen }) => of(seen))),
    ...targetInformation(
      groups.map(({ seen }) => of(seen) + of(answers) - of(both(seen, answers))),
      idealObserver(),
    ),
    ...inputLine(
      groups.map(({ state }) => of(state)),
      name,
    ),
    ...historyLine(
      groups.slice(1).map(({ state }, i) => of(groups[i].state) + of(state) - of(both(groups[i].state, state))),
      name,
    ),
    ...memoryLine('H', aboutAnswer, name),
    ...memoryLine('Y', aboutAnswer, sentence('information of the answer about each step')),
    ...conditionalMemoryLine(
      open.map((nats, lag) => (open[lag - 1] ?? of(answers)) - nats),
      name,
    ),
  ];
}
