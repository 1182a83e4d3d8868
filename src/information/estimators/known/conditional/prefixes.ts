import type { Random } from '../../../../base/random';
import type { HistorySource } from '../annealing/historySource';
import type { SteppedNetwork } from '../../../../base/stepped/steppedNetwork';

/** Beginnings of histories with the states that they lead to: all there are, or draws. */
export interface Prefixes {
  readonly count: number;
  /** [count, width] */
  readonly states: Float64Array;
  /** ln p of every beginning given the later symbols, where each that has a probability is there once. */
  readonly logWeights?: Float64Array;
}

/** Gives beginnings of the same length for one history after the other. */
export interface PrefixPool {
  /** Multiplications spent so far. */
  readonly spent: number;
  /** The most that `of` can give; fewer where all are given. */
  readonly most: number;
  /** Goes on to beginnings of one step more. */
  advance(): void;
  /** Beginnings that go with the later symbols of the history at place `from`; at most `count` draws. */
  of(histories: Int32Array, from: number, count: number): Prefixes;
}

/** Every beginning, as long as they are at most `most`. */
export class EveryPrefix implements PrefixPool {
  spent = 0;
  private length = 0;
  private symbols = new Int32Array(0);
  private states: Float64Array;

  constructor(
    private readonly network: SteppedNetwork,
    private readonly source: HistorySource,
  ) {
    this.states = new Float64Array(network.width);
  }

  /** How many beginnings of one step more there are. */
  get next(): number {
    return this.source.alphabet ** (this.length + 1);
  }

  get most(): number {
    return this.source.alphabet ** this.length;
  }

  advance(): void {
    const { network, source, length } = this;
    const { alphabet } = source;
    const { width } = network;
    const count = this.most;
    const symbols = new Int32Array(count * alphabet * (length + 1));
    const before = new Float64Array(count * alphabet * width);
    const read = new Int32Array(count * alphabet);
    for (let i = 0, at = 0; i < count; i++)
      for (let symbol = 0; symbol < alphabet; symbol++, at++) {
        symbols.set(this.symbols.subarray(i * length, (i + 1) * length), at * (length + 1));
        symbols[at * (length + 1) + length] = read[at] = symbol;
        before.set(this.states.subarray(i * width, (i + 1) * width), at * width);
      }
    const states = new Float64Array(before.length);
    network.step(before, read, read.length, states);
    this.spent += read.length * network.cost;
    this.symbols = symbols;
    this.states = states;
    this.length++;
  }

  of(histories: Int32Array, from: number): Prefixes {
    const { source, length, symbols, states } = this;
    const logWeights = logWeightsOf(source, histories.slice(from, from + source.length), symbols, length);
    return { count: this.most, states, logWeights };
  }
}

/** Draws of independent symbols, which serve for every history; run as far as they are asked for. */
export class SharedDraws implements PrefixPool {
  spent = 0;
  private length = 0;
  /** How many draws have been run to the present length. */
  private run = 0;
  private states: Float64Array;
  private readonly symbols: Int32Array;

  constructor(
    private readonly network: SteppedNetwork,
    private readonly source: HistorySource,
    readonly most: number,
    random: Random,
  ) {
    this.states = new Float64Array(most * network.width);
    this.symbols = new Int32Array(most * source.length);
    for (let i = 0; i < most; i++) source.draw(random, this.symbols, i * source.length);
  }

  advance(): void {
    const after = new Float64Array(this.states.length);
    this.step(this.length, 0, this.run, this.states, after);
    this.states = after;
    this.length++;
  }

  of(_histories: Int32Array, _from: number, count: number): Prefixes {
    const { network, run } = this;
    if (count > run) {
      let now = new Float64Array((count - run) * network.width);
      let after = new Float64Array(now.length);
      for (let t = 0; t < this.length; t++) {
        this.step(t, run, count, now, after);
        [now, after] = [after, now];
      }
      this.states.set(now, run * network.width);
    }
    // Draws that were not asked for are not run on.
    this.run = count;
    return { count, states: this.states };
  }

  private step(t: number, from: number, to: number, before: Float64Array, after: Float64Array): void {
    const { network, symbols, source } = this;
    const read = Int32Array.from({ length: to - from }, (_, i) => symbols[(from + i) * source.length + t]);
    network.step(before, read, read.length, after);
    this.spent += read.length * network.cost;
  }
}

/** Draws for each history by itself, given its later symbols. */
export class OwnDraws implements PrefixPool {
  spent = 0;

  /** @param length steps of the first beginnings */
  constructor(
    private readonly network: SteppedNetwork,
    private readonly source: HistorySource,
    readonly most: number,
    private readonly random: Random,
    private length = 0,
  ) {}

  advance(): void {
    this.length++;
  }

  of(histories: Int32Array, from: number, count: number): Prefixes {
    const { network, source, random, length } = this;
    if (!source.drawBefore) throw new Error('This source cannot be drawn given later symbols.');
    const whole = histories.slice(from, from + source.length);
    const symbols = new Int32Array(count * length);
    for (let i = 0; i < count; i++) {
      source.drawBefore(random, whole, 0, length);
      symbols.set(whole.subarray(0, length), i * length);
    }
    this.spent += count * length * network.cost;
    return { count, states: statesAfter(network, symbols, count, length) };
  }
}

/**
 * Every beginning that can come before the later symbols of a history, where the source can name them; draws for the
 * histories that more than `most` of them fit.
 */
export class FittingPrefixes implements PrefixPool {
  private ownSpent = 0;
  private readonly draws: OwnDraws;

  constructor(
    private readonly network: SteppedNetwork,
    private readonly source: HistorySource,
    private readonly length: number,
    readonly most: number,
    random: Random,
  ) {
    this.draws = new OwnDraws(network, source, most, random, length);
  }

  get spent(): number {
    return this.ownSpent + this.draws.spent;
  }

  advance(): void {
    throw new Error('These are beginnings of one length.');
  }

  of(histories: Int32Array, from: number, count: number): Prefixes {
    const { network, source, length, most } = this;
    const symbols = source.everyBefore?.(histories, from, length, most);
    if (!symbols) return this.draws.of(histories, from, count);
    const fitting = symbols.length / length;
    this.ownSpent += symbols.length * network.cost;
    return {
      count: fitting,
      states: statesAfter(network, symbols, fitting, length),
      logWeights: logWeightsOf(source, histories.slice(from, from + source.length), symbols, length),
    };
  }
}

/** The states after beginnings of `length` symbols, [count, width]. */
function statesAfter(network: SteppedNetwork, symbols: Int32Array, count: number, length: number): Float64Array {
  let states = new Float64Array(count * network.width);
  let after = new Float64Array(states.length);
  const read = new Int32Array(count);
  for (let t = 0; t < length; t++) {
    for (let i = 0; i < count; i++) read[i] = symbols[i * length + t];
    network.step(states, read, count, after);
    [states, after] = [after, states];
  }
  return states;
}

/** ln p of each of these beginnings given the later symbols of a sequence, where all others have none. */
function logWeightsOf(source: HistorySource, whole: Int32Array, symbols: Int32Array, length: number): Float64Array {
  const count = symbols.length / length;
  let top = -Infinity;
  const logWeights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    whole.set(symbols.subarray(i * length, (i + 1) * length));
    logWeights[i] = source.logProbability(whole, 0);
    if (logWeights[i] > top) top = logWeights[i];
  }
  let total = 0;
  for (const log of logWeights) total += Math.exp(log - top);
  const norm = top + Math.log(total);
  for (let i = 0; i < count; i++) logWeights[i] -= norm;
  return logWeights;
}
