import { isHighCertified, isLowCertified } from '../../information/types/assumption';
import type { NatsEstimate } from '../measures/natsEstimate';
import type { Dependence } from './dependence';
import type { SourceLimits } from './source';

/** All estimates of one network at one epoch as they stand while theorems are applied, with what they are held to. */
export class Snapshot {
  private readonly found = new Map<string, NatsEstimate>();
  /** Of memory and of memory given all later inputs, by layer and step. */
  private readonly lagPlaces = new Map<string, number[]>();
  /** All targets that some I(H_t;Y_t) is about. */
  readonly targetNames: readonly string[];

  constructor(
    /** Replaced one by one; a theorem reads the newest. */
    readonly estimates: NatsEstimate[],
    readonly source: SourceLimits,
    readonly dependence: Dependence,
  ) {
    const about = estimates.filter(({ quantity }) => quantity === 'outputInformation');
    this.targetNames = [...new Set(about.map(({ target }) => target))];
    estimates.forEach((estimate, place) => {
      this.file(estimate);
      const { quantity, beside } = estimate;
      if ((quantity !== 'memory' && quantity !== 'conditionalMemory') || beside !== undefined) return;
      const key = placeKey(quantity, estimate);
      const places = this.lagPlaces.get(key);
      if (places) places.push(place);
      else this.lagPlaces.set(key, [place]);
    });
  }

  replace(place: number, estimate: NatsEstimate): void {
    if (this.estimates[place] === estimate) return;
    this.estimates[place] = estimate;
    this.file(estimate);
  }

  /** I(X;H_t) of a layer by the main estimator. */
  inputInformation(layer: string, { set }: NatsEstimate, time: number | undefined): NatsEstimate | undefined {
    return this.found.get(keyOf('inputInformation', 'X', layer, time, set));
  }

  /** I(H_t;Y) of a layer by the main estimator. */
  outputInformation(layer: string, target: string, { set, time }: NatsEstimate): NatsEstimate | undefined {
    return this.found.get(keyOf('outputInformation', layer, target, time, set));
  }

  /** I(H_t;X_{t+1:t+k}) of a layer by the main estimator. */
  predictiveInformation(layer: string, { set, time }: NatsEstimate): NatsEstimate | undefined {
    return this.found.get(keyOf('predictiveInformation', layer, 'X', time, set));
  }

  /** I(H_{t-1};H_t) of a layer by the main estimator. */
  historyInformation(layer: string, { set, time }: NatsEstimate): NatsEstimate | undefined {
    return this.found.get(keyOf('historyInformation', layer, layer, time, set));
  }

  /** The estimate of H(Y) at a step. */
  targetEntropy({ set, time }: NatsEstimate): NatsEstimate | undefined {
    return this.found.get(keyOf('entropy', 'Y', 'Y', time, set));
  }

  relevance(layer: string, { set, time }: NatsEstimate): NatsEstimate | undefined {
    return this.found.get(keyOf('relevance', layer, 'Y', time, set));
  }

  rate(layer: string, time: number | undefined): NatsEstimate | undefined {
    return this.found.get(keyOf('rate', 'X', layer, time, undefined));
  }

  capacity(layer: string, time: number | undefined): NatsEstimate | undefined {
    return this.found.get(keyOf('stateCapacity', 'X', layer, time, undefined));
  }

  /** I(X_{t-s};H_t) of a layer at all lags that were estimated, counted back from the step. */
  memory(layer: string, estimate: NatsEstimate): NatsEstimate[] {
    return this.atLags('memory', layer, { ...estimate, from: undefined });
  }

  /** I(X_{1+s};H_T) of a layer at all lags that were estimated, counted from the first step on. */
  memoryFromStart(layer: string, estimate: NatsEstimate): NatsEstimate[] {
    return this.atLags('memory', layer, { ...estimate, from: 'start' });
  }

  /** I(X_{t-s};H_t|X_{t-s+1:t}) of a layer at all lags that were estimated. */
  conditionalMemory(layer: string, estimate: NatsEstimate): NatsEstimate[] {
    return this.atLags('conditionalMemory', layer, { ...estimate, from: undefined });
  }

  /** Where these are, of the state of an estimate. */
  conditionalPlaces(estimate: NatsEstimate): readonly number[] {
    return this.lagPlaces.get(placeKey('conditionalMemory', estimate)) ?? [];
  }

  private atLags(quantity: string, target: string, { time, set, from }: Place): NatsEstimate[] {
    const places = this.lagPlaces.get(placeKey(quantity, { target, time, set, from })) ?? [];
    return places.map((place) => this.estimates[place]);
  }

  /**
   * At most so much is in one symbol of the input or of a target: the entropy that the task states, else the log of its
   * alphabet. A text's stated entropy is that of all of it; where its held-out part holds clearly more, by the estimate
   * that is made of it, that estimate's upper end counts.
   * @param time the step of the symbol; without it, the entropy is that of any step
   */
  symbolEntropy(of: string, time?: number): number | undefined {
    const { source } = this;
    // The input of the next step, and the input as a target, are symbols of the input.
    const name = of === 'next' ? 'X' : of;
    const log = source.logAlphabet(name) ?? Infinity;
    const stated =
      name !== 'X' && name !== 'Y'
        ? undefined
        : time === undefined
          ? source.statedEntropy(name)
          : source.stepEntropy(name, of === 'next' ? time + 1 : time);
    if (stated === undefined) return finite(log);
    const estimated = source.statesWholeText
      ? this.found.get(keyOf('entropy', name, name, source.length, undefined))
      : undefined;
    return finite(Math.min(log, estimated && estimated.low > stated ? estimated.high : stated));
  }

  /** At most so much is in the first `time` steps of the input. */
  blockEntropy(time: number): number | undefined {
    return this.source.blockEntropy(time) ?? this.sumOfSteps(1, time);
  }

  /** At most so much is in the steps from `first` to `last` of the input (Cover and Thomas 2006, theorem 2.6.6). */
  sumOfSteps(first: number, last: number): number | undefined {
    let sum = 0;
    for (let time = first; time <= last; time++) {
      const each = this.symbolEntropy('X', time);
      if (each === undefined) return undefined;
      sum += each;
    }
    return sum;
  }

  /** At most so much is in all of the input that a layer's state at a step is made of. */
  reachedEntropy(layer: string, time: number | undefined): number | undefined {
    if (time === undefined) return undefined;
    switch (this.dependence.reach(layer)) {
      case 'step':
        return this.symbolEntropy('X', time);
      case 'past':
        return this.blockEntropy(time);
      case 'all':
        return this.blockEntropy(this.source.length);
    }
  }

  private file(estimate: NatsEstimate): void {
    const { quantity, source, target, time, set, lag } = estimate;
    if (estimate.beside !== undefined || lag !== undefined) return;
    this.found.set(keyOf(quantity, source, target, time, set), estimate);
  }
}

/**
 * A lower end that holds whatever the data are; an exact value is its own. What a drawn state shares with the input and
 * the state before together is no lower limit of what it shares with the input.
 */
export function certifiedLow(estimate: NatsEstimate | undefined): number | undefined {
  if (!estimate || estimate.of?.kind === 'drawn') return undefined;
  if (isExact(estimate)) return estimate.value;
  return isLowCertified(estimate) ? finite(estimate.low) : undefined;
}

/** An upper end that holds whatever the data are; an exact value is its own. */
export function certifiedHigh(estimate: NatsEstimate | undefined): number | undefined {
  if (!estimate) return undefined;
  if (isExact(estimate)) return estimate.value;
  return isHighCertified(estimate) ? finite(estimate.high) : undefined;
}

/** Whether a value follows from the weights of a linear network, and needs no other to hold it. */
export const isExact = ({ reason }: NatsEstimate): boolean =>
  reason?.some(({ code }) => code === 'linearNetwork') ?? false;

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

const keyOf = (
  quantity: string,
  source: string,
  target: string,
  time: number | undefined,
  set: string | undefined,
): string => [quantity, source, target, time ?? '', set ?? ''].join('|');

/** The state that a curve over lags is of, and where its lags are counted from. */
type Place = { readonly [Field in 'target' | 'time' | 'set' | 'from']?: NatsEstimate[Field] | undefined };

const placeKey = (quantity: string, { target, time, set, from }: Place): string =>
  [quantity, target ?? '', time ?? '', set ?? '', from ?? ''].join('|');
