import type { SteppedNetwork } from '../../../../base/stepped/steppedNetwork';

/** The states whose density is asked for: h = f(x) + N(0, deviation^2 I). */
export interface ObservedStates {
  /** [count, dimensions] */
  readonly values: Float64Array;
  readonly deviation: number;
}

/** Two carried states nearer than this part of the noise, in every number, count as one. */
const merged = 1e-7;

/**
 * Histories that are changed symbol by symbol, with the states that they lead through. Chain c is about the observed
 * state `owners[c]`.
 */
export class Chains {
  readonly count: number;
  /** [count, length] */
  readonly symbols: Int32Array;
  /** ln N(h; f(x), s^2 I) of every chain, up to a constant common to all. */
  readonly logLikelihood: Float64Array;
  /** Multiplications spent so far. */
  spent = 0;
  /** The carried states after 0 ... length steps, [count, width] each. */
  private readonly path: Float64Array[];
  private readonly tolerance: number;
  private before = new Float64Array(0);
  private after = new Float64Array(0);
  private rows = new Int32Array(0);
  private read = new Int32Array(0);
  private asked = new Int32Array(0);
  private answers = new Float64Array(0);
  private means = new Float64Array(0);

  constructor(
    readonly network: SteppedNetwork,
    readonly observed: ObservedStates,
    readonly length: number,
    private readonly owners: Int32Array,
  ) {
    this.count = owners.length;
    this.symbols = new Int32Array(this.count * length);
    this.logLikelihood = new Float64Array(this.count);
    this.path = Array.from({ length: length + 1 }, () => new Float64Array(this.count * network.width));
    this.tolerance = merged * observed.deviation;
  }

  /** Runs all chains over their symbols from the first step on. */
  run(): void {
    const { count, length, network, path, symbols } = this;
    this.makeRoom(count);
    const { read } = this;
    for (let t = 0; t < length; t++) {
      for (let c = 0; c < count; c++) read[c] = symbols[c * length + t];
      network.step(path[t], read, count, path[t + 1]);
    }
    this.spent += count * length * network.cost;
    this.likelihoods(path[length], this.owners, count, this.logLikelihood);
  }

  /**
   * The log likelihoods of chains that read another symbol at step `t` (from 0). A replay ends where it has met the
   * chain's own path again, whose likelihood it then has.
   * @param chains which, a chain perhaps more than once
   * @param others the symbols instead
   * @param n how many
   * @param found [n], what is written
   */
  replayed(t: number, chains: Int32Array, others: Int32Array, n: number, found: Float64Array): void {
    const { length, network, path, symbols, logLikelihood } = this;
    const { width } = network;
    this.makeRoom(n);
    const { rows, read } = this;
    let { before, after } = this;
    for (let i = 0; i < n; i++) {
      const chain = chains[i];
      found[i] = logLikelihood[chain];
      rows[i] = i;
      read[i] = others[i];
      copyRow(path[t], chain, before, i, width);
    }
    let count = n;
    for (let step = t; step < length; step++) {
      network.step(before, read, count, after);
      this.spent += count * network.cost;
      let open = 0;
      const own = path[step + 1];
      for (let i = 0; i < count; i++) {
        const chain = chains[rows[i]];
        if (this.meets(after, i, own, chain)) continue;
        if (open !== i) copyRow(after, i, after, open, width);
        rows[open] = rows[i];
        read[open++] = step + 1 < length ? symbols[chain * length + step + 1] : 0;
      }
      if (open === 0) return;
      count = open;
      [before, after] = [after, before];
    }
    for (let i = 0; i < count; i++) this.asked[i] = this.owners[chains[rows[i]]];
    this.likelihoods(before, this.asked, count, this.answers);
    for (let i = 0; i < count; i++) found[rows[i]] = this.answers[i];
  }

  /**
   * Puts other symbols in at step `t`, and the states that follow; their likelihoods are known from `replayed`.
   * @param chains n different ones
   */
  replace(t: number, chains: Int32Array, others: Int32Array, logLikelihoods: Float64Array, n: number): void {
    const { length, network, path, symbols, logLikelihood } = this;
    const { width } = network;
    this.makeRoom(n);
    const { rows, read } = this;
    let { before, after } = this;
    for (let i = 0; i < n; i++) {
      const chain = chains[i];
      symbols[chain * length + t] = others[i];
      logLikelihood[chain] = logLikelihoods[i];
      rows[i] = chain;
      read[i] = others[i];
      copyRow(path[t], chain, before, i, width);
    }
    let count = n;
    for (let step = t; step < length && count > 0; step++) {
      network.step(before, read, count, after);
      this.spent += count * network.cost;
      let open = 0;
      const own = path[step + 1];
      for (let i = 0; i < count; i++) {
        const chain = rows[i];
        const met = this.meets(after, i, own, chain);
        copyRow(after, i, own, chain, width);
        if (met) continue;
        if (open !== i) copyRow(after, i, after, open, width);
        rows[open] = chain;
        read[open++] = step + 1 < length ? symbols[chain * length + step + 1] : 0;
      }
      count = open;
      [before, after] = [after, before];
    }
  }

  private makeRoom(n: number): void {
    if (n <= this.rows.length) return;
    const size = n * this.network.width;
    this.before = new Float64Array(size);
    this.after = new Float64Array(size);
    this.rows = new Int32Array(n);
    this.read = new Int32Array(n);
    this.asked = new Int32Array(n);
    this.answers = new Float64Array(n);
    this.means = new Float64Array(n * this.network.dimensions);
  }

  private meets(states: Float64Array, row: number, path: Float64Array, chain: number): boolean {
    const { width } = this.network;
    for (let k = 0, a = row * width, b = chain * width; k < width; k++, a++, b++) {
      const gap = states[a] - path[b];
      if (gap > this.tolerance || gap < -this.tolerance) return false;
    }
    return true;
  }

  private likelihoods(states: Float64Array, owners: Int32Array, count: number, out: Float64Array): void {
    const { network, observed, means } = this;
    const { dimensions } = network;
    network.observe(states, count, means);
    const precision = 1 / (2 * observed.deviation ** 2);
    for (let i = 0; i < count; i++) {
      let squared = 0;
      for (let d = 0, a = i * dimensions, b = owners[i] * dimensions; d < dimensions; d++, a++, b++) {
        const gap = means[a] - observed.values[b];
        squared += gap * gap;
      }
      out[i] = -precision * squared;
    }
  }
}

function copyRow(from: Float64Array, row: number, to: Float64Array, place: number, width: number): void {
  for (let k = 0, a = row * width, b = place * width; k < width; k++, a++, b++) to[b] = from[a];
}
