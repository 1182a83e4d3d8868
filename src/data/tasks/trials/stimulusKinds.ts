import { sentence, type Sentence } from '../../../base/sentence';
import { stepsOfPeriod, trialPeriods } from '../../../config/schema/trialPeriods';
import type { StimulusTrialName, TrialsConfig } from '../../../config/schema/trialsData';

export type StimulusConfig = TrialsConfig & { readonly trial: StimulusTrialName };

/** One of the trials that can come. */
export interface PossibleTrial {
  readonly symbols: Int32Array;
  readonly answer: 0 | 1;
  readonly p: number;
  /** What the smallest state holds of the first stimulus after `step` steps, as long as the answer is open. */
  readonly held: (step: number) => number;
}

/** The first and the second stimulus of a trial, and its probability. */
interface Pair {
  readonly first: number;
  readonly second: number;
  readonly p: number;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** All pairs of different numbers, equally likely. */
function differing(firsts: readonly number[], seconds: readonly number[]): Pair[] {
  const pairs = firsts.flatMap((first) => seconds.filter((one) => one !== first).map((second) => ({ first, second })));
  return pairs.map((pair) => ({ ...pair, p: 1 / pairs.length }));
}

/** A match in half of the trials; stimuli that do not match are all equally likely. */
const matching = (stimuli: number): Pair[] =>
  range(stimuli).flatMap((first) =>
    range(stimuli).map((second) => ({
      first,
      second,
      p: first === second ? 1 / (2 * stimuli) : 1 / (2 * stimuli * (stimuli - 1)),
    })),
  );

export function stimulusTitle({ trial, stimuli }: StimulusConfig): Sentence {
  switch (trial) {
    case 'delayedMatch':
      return sentence('delayed match to sample, {0} stimuli', stimuli);
    case 'delayedComparison':
      return sentence('delayed comparison of {0} stimuli', stimuli);
    case 'intervals':
      return sentence('comparison of two durations');
  }
}

/**
 * Every trial that can come. Symbols are the stimuli, then the blank between them, then the cue to respond. A stimulus
 * stands through its whole period; of `intervals`, whose only stimulus is 0, through a random number of steps from the
 * period's first one on.
 */
export function possibleTrials(config: StimulusConfig): PossibleTrial[] {
  const { trial, stimuli } = config;
  const periods = trialPeriods(config);
  const length = periods.at(-1)?.last ?? 0;
  const from = (name: 'stimulus' | 'test'): number => periods.find((one) => one.name === name)?.first ?? 0;
  const [shown, tested] = [stepsOfPeriod(config, 'stimulus'), stepsOfPeriod(config, 'test')];
  const isTimed = trial === 'intervals';
  const [blank, go] = isTimed ? [1, 2] : [stimuli, stimuli + 1];
  const symbolsOf = ({ first, second }: Pair): Int32Array => {
    const symbols = new Int32Array(length).fill(blank);
    const show = (start: number, steps: number, symbol: number): void => {
      symbols.fill(symbol, start - 1, start - 1 + steps);
    };
    show(from('stimulus'), isTimed ? first : shown, isTimed ? 0 : first);
    show(from('test'), isTimed ? second : tested, isTimed ? 0 : second);
    for (const { name, first: start, last } of periods) if (name === 'response') show(start, last - start + 1, go);
    return symbols;
  };
  const pairs =
    trial === 'delayedMatch'
      ? matching(stimuli)
      : trial === 'delayedComparison'
        ? differing(range(stimuli), range(stimuli))
        : differing(
            range(shown).map((i) => i + 1),
            range(tested).map((i) => i + 1),
          );
  return pairs.map((pair) => ({
    symbols: symbolsOf(pair),
    answer: (trial === 'delayedMatch' ? pair.first === pair.second : pair.second > pair.first) ? 1 : 0,
    p: pair.p,
    // While an interval runs, its length so far is known.
    held: (step) => {
      const seen = Math.max(0, step - from('stimulus') + 1);
      if (isTimed) return Math.min(seen, pair.first);
      return seen === 0 ? -1 : pair.first;
    },
  }));
}
