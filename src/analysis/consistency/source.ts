import type { AnalysisConfig } from '../../config/schema/config';
import type { Dataset, ExactValue, Targets } from '../../data/dataset';
import { headTargets } from '../../data/headTargets';
import { inputSource } from '../../data/inputSource';
import type { SymbolSource } from '../../data/tasks/symbolSource';
import { rowsWithTarget } from '../plan/times';
import { predictiveTruth } from '../truth/predictive';
import { delayOfSymbols, isNextSymbol } from './targetShift';

/** Two exact values of one quantity differ by rounding alone. */
const rounding = 1e-9;

/** What is known of sequences before any network is looked at, in nats; `undefined` where nothing is. */
export interface SourceLimits {
  /** Steps of a sequence. */
  readonly length: number;
  /** Whether X_1, X_2, ... are independent: the task says so, or its exact entropies add up. */
  readonly hasIndependentSteps: boolean;
  /** H(X) and H(Y) are those of a whole text, of which the held-out part is a piece. */
  readonly statesWholeText: boolean;
  /** H(X) or H(Y) of one step, as the task states it for all steps. */
  statedEntropy(of: 'X' | 'Y'): number | undefined;
  /** H(X_t) or H(Y_t), as the task states it for this step or for all. */
  stepEntropy(of: 'X' | 'Y', time: number): number | undefined;
  /**
   * H(X_{t-s}|X_{t-s+1:t}), nats, where the steps are independent, any s + 1 in a row have one law, or the task knows
   * the entropies of all windows.
   */
  entropyGivenLater(time: number, lag: number): number | undefined;
  /** I(X_{T-s};Y_T) of the last step T, as the task states it. */
  lagInformation(lag: number): number | undefined;
  /** ln K of the K symbols of the input ('X') or of a target. */
  logAlphabet(of: string): number | undefined;
  /** H(X_{1:t}) as the task states it. */
  blockEntropy(time: number): number | undefined;
  /** I(X_{1:t};Y_t). */
  targetInformation(time: number): number | undefined;
  /** I(X_{1:t};X_{t+1:t+k}), k the analysis's steps ahead. */
  futureInformation(time: number): number | undefined;
  /**
   * Whether every sequence has the target at a step, so that an estimate about it is of the same population as others.
   */
  isTargetComplete(set: 'heldOut' | 'training', target: string, time: number): boolean;
  /** Whether a target is, at each step but the last, the symbol of the next step in every held-out sequence. */
  isNextInput(target: string): boolean;
  /** d where a target is, in every held-out sequence and at each step that has one, the symbol of d steps before. */
  delayOf(target: string): number | undefined;
}

/**
 * The source of held-out sequences: exact values that the task states, and the logs of alphabets. `undefined` where
 * nothing bounds a quantity, such as the entropy of a continuous input.
 */
export class Source implements SourceLimits {
  readonly length: number;
  readonly hasIndependentSteps: boolean;
  readonly statesWholeText: boolean;
  private readonly blocks = new Map<number, number>();
  private readonly steps = { X: new Map<number, number>(), Y: new Map<number, number>() };
  private readonly targetInformations = new Map<number, number>();
  private readonly lagInformations = new Map<number, number>();
  private readonly isStationary: boolean;
  private readonly windowEntropy: SymbolSource['windowEntropy'];
  private readonly future = new Map<number, number>();
  private readonly stated: { readonly X: number | undefined; readonly Y: number | undefined };
  private readonly logSymbols = new Map<string, number | undefined>();
  private readonly targets = new Map<string, Targets | undefined>();
  private readonly complete = new Map<string, boolean>();
  private readonly next = new Map<string, boolean>();
  private readonly delays = new Map<string, number | undefined>();

  constructor(
    config: AnalysisConfig,
    private readonly dataset: Dataset,
  ) {
    this.length = dataset.heldOut.inputs.length;
    this.statesWholeText = config.data.task === 'text';
    const exact = [...dataset.exact, ...predictiveTruth(config, dataset)].filter(({ differential }) => !differential);
    for (const { quantity, source, target, time, lag, nats } of exact) {
      if (quantity === 'memory' && source === 'X' && target === 'Y' && lag !== undefined)
        this.lagInformations.set(lag, nats);
      if (time === undefined || lag !== undefined) continue;
      if (quantity === 'entropy' && (source === 'X' || source === 'Y')) this.steps[source].set(time, nats);
      if (quantity === 'entropy' && source === 'X_{1:t}') this.blocks.set(time, nats);
      if (quantity === 'outputInformation' && source === 'X' && target === 'Y') this.targetInformations.set(time, nats);
      if (quantity === 'predictiveInformation' && source === 'X_{1:t}' && target === 'X') this.future.set(time, nats);
    }
    this.stated = { X: statedEntropy(exact, 'X'), Y: statedEntropy(exact, 'Y') };
    this.isStationary = config.data.task === 'markov';
    this.windowEntropy = inputSource(config.data)?.windowEntropy;
    this.hasIndependentSteps = config.data.task === 'gaussianNoise' || this.entropiesAddUp();
  }

  statedEntropy(of: 'X' | 'Y'): number | undefined {
    return this.stated[of];
  }

  stepEntropy(of: 'X' | 'Y', time: number): number | undefined {
    return this.steps[of].get(time) ?? this.stated[of];
  }

  entropyGivenLater(time: number, lag: number): number | undefined {
    if (this.hasIndependentSteps) return this.stepEntropy('X', time - lag);
    if (this.windowEntropy !== undefined)
      return this.windowEntropy(time - lag - 1, time) - this.windowEntropy(time - lag, time);
    const [longer, shorter] = [this.blocks.get(lag + 1), lag === 0 ? 0 : this.blocks.get(lag)];
    // H(X_{t-s:t}) - H(X_{t-s+1:t}), each the entropy of the first steps.
    return this.isStationary && longer !== undefined && shorter !== undefined ? longer - shorter : undefined;
  }

  lagInformation(lag: number): number | undefined {
    return this.lagInformations.get(lag);
  }

  logAlphabet(of: string): number | undefined {
    if (!this.logSymbols.has(of)) this.logSymbols.set(of, logAlphabetOf(this.targetsOf('heldOut', of), of === 'X'));
    return this.logSymbols.get(of);
  }

  blockEntropy(time: number): number | undefined {
    return this.blocks.get(time);
  }

  targetInformation(time: number): number | undefined {
    return this.targetInformations.get(time);
  }

  futureInformation(time: number): number | undefined {
    return this.future.get(time);
  }

  isTargetComplete(set: 'heldOut' | 'training', target: string, time: number): boolean {
    const key = `${set} ${target} ${time}`;
    let complete = this.complete.get(key);
    if (complete === undefined) {
      const targets = this.targetsOf(set, target);
      const rows = Int32Array.from({ length: targets?.samples ?? 0 }, (_, i) => i);
      complete = targets !== undefined && rowsWithTarget(targets, time, rows).length === rows.length;
      this.complete.set(key, complete);
    }
    return complete;
  }

  isNextInput(target: string): boolean {
    let isNext = this.next.get(target);
    if (isNext === undefined) {
      isNext = isNextSymbol(this.targetsOf('heldOut', target), this.dataset.heldOut.inputs);
      this.next.set(target, isNext);
    }
    return isNext;
  }

  delayOf(target: string): number | undefined {
    if (!this.delays.has(target))
      this.delays.set(target, delayOfSymbols(this.targetsOf('heldOut', target), this.dataset.heldOut.inputs));
    return this.delays.get(target);
  }

  /**
   * What holds of training sequences: a network may know these better than the task's law allows, but a symbol of K is
   * never worth more than ln K.
   */
  ofTraining(): SourceLimits {
    return {
      length: this.length,
      hasIndependentSteps: false,
      statesWholeText: false,
      statedEntropy: () => undefined,
      stepEntropy: () => undefined,
      entropyGivenLater: () => undefined,
      lagInformation: () => undefined,
      logAlphabet: (of) => logAlphabetOf(this.targetsOf('training', of), of === 'X'),
      blockEntropy: () => undefined,
      targetInformation: () => undefined,
      futureInformation: () => undefined,
      isTargetComplete: (set, target, time) => this.isTargetComplete(set, target, time),
      isNextInput: () => false,
      delayOf: () => undefined,
    };
  }

  private targetsOf(set: 'heldOut' | 'training', target: string): Targets | undefined {
    const key = `${set} ${target}`;
    if (!this.targets.has(key)) this.targets.set(key, headTargets(this.dataset[set], target));
    return this.targets.get(key);
  }

  private entropiesAddUp(): boolean {
    let sum = 0;
    for (let time = 1; time <= this.length; time++) {
      const [each, nats] = [this.stepEntropy('X', time), this.blocks.get(time)];
      if (each === undefined || nats === undefined) return false;
      sum += each;
      if (Math.abs(nats - sum) > rounding * (1 + nats)) return false;
    }
    return this.length > 0;
  }
}

function statedEntropy(exact: readonly ExactValue[], of: 'X' | 'Y'): number | undefined {
  return exact.find(
    ({ quantity, source, target, time }) =>
      quantity === 'entropy' && source === of && target === of && time === undefined,
  )?.nats;
}

/**
 * A step of the input without a symbol counts as one more symbol. Estimates about a target leave out the sequences
 * without one, so there it counts as none, and so does padding behind the own end of a sequence.
 */
function logAlphabetOf(sequences: Targets | undefined, isInput: boolean): number | undefined {
  if (sequences?.symbols === undefined || sequences.alphabet === undefined) return undefined;
  const gaps = isInput && !sequences.lengths && sequences.symbols.includes(-1) ? 1 : 0;
  return Math.log(sequences.alphabet + gaps);
}
