import type { Breather } from '../../numerics/breather';
import { type BottleneckSource, divergencesFrom, logarithm } from './bottleneckSource';

/** A decoder s and ln c(s). */
export interface FoundDecoder {
  readonly decoder: Float64Array;
  readonly gain: number;
}

const mostTurns = 300;

/** Climbs that come so near one another, in each probability and its size, end as one. */
const sameDecoder = 1e-4;

/**
 * Climbs c(s) = sum_x e^{price(x) - beta D(p(.|x) || s)} over distributions s of Y, whose fixed point s = sum_x t(x)
 * p(.|x), t(x) proportional to the terms of the sum, never lowers it; over-relaxed steps are taken while they raise it.
 * A code to which no s with c(s) > 1 can be added is optimal, and ln max c bounds what adding them could gain.
 */
export class DecoderSearch {
  /** Turns made so far, each of two products with p(y|x). */
  turns = 0;
  private readonly divergences: Float64Array;
  private readonly terms: Float64Array;
  private readonly logs: Float64Array;
  private readonly tried: Float64Array;
  private readonly target: Float64Array;

  constructor(
    private readonly source: BottleneckSource,
    private readonly breather: Breather,
  ) {
    const { inputs, outputs } = source;
    this.divergences = new Float64Array(inputs);
    this.terms = new Float64Array(inputs);
    this.logs = new Float64Array(outputs);
    this.tried = new Float64Array(outputs);
    this.target = new Float64Array(outputs);
  }

  /**
   * The maxima above each of the starts, those that flow together once.
   * @param prices over x, in logarithms
   * @throws CancelledError
   */
  async maxima(beta: number, prices: Float64Array, starts: readonly Float64Array[]): Promise<FoundDecoder[]> {
    const found: FoundDecoder[] = [];
    for (const start of starts) {
      const one = await this.climb(beta, prices, start, found);
      if (one) found.push(one);
    }
    return found;
  }

  /** Undefined where the climb joins an earlier one. */
  private async climb(
    beta: number,
    prices: Float64Array,
    start: Float64Array,
    earlier: readonly FoundDecoder[],
  ): Promise<FoundDecoder | undefined> {
    const { target, tried } = this;
    const decoder = start.slice();
    let gain = this.gain(beta, prices, decoder);
    let step = 1;
    this.aim();
    for (let turn = 1; turn < mostTurns; turn++) {
      if (this.breather.due()) await this.breather.rest();
      if (turn % 5 === 0 && earlier.some((one) => one.gain >= gain - 1e-12 && alike(one.decoder, decoder)))
        return undefined;
      this.turns++;
      move(decoder, target, step, tried);
      const next = this.gain(beta, prices, tried);
      if (step > 1 && !(next >= gain)) {
        step = 1;
        continue;
      }
      const still = next - gain < 1e-13 * Math.max(1, Math.abs(next));
      decoder.set(tried);
      this.aim();
      if (still && step === 1) return { decoder, gain: Math.max(gain, next) };
      step = still ? 1 : Math.min(step * 1.4, 100);
      gain = next;
    }
    return { decoder, gain };
  }

  /** ln c(s); leaves the terms' shares behind. */
  private gain(beta: number, prices: Float64Array, decoder: Float64Array): number {
    const { source, divergences, terms, logs } = this;
    for (let y = 0; y < logs.length; y++) logs[y] = logarithm(decoder[y]);
    divergencesFrom(source, logs, divergences);
    let top = -Infinity;
    for (let x = 0; x < terms.length; x++) {
      terms[x] = prices[x] - beta * divergences[x];
      if (terms[x] > top) top = terms[x];
    }
    let sum = 0;
    for (let x = 0; x < terms.length; x++) {
      terms[x] = Math.exp(terms[x] - top);
      sum += terms[x];
    }
    for (let x = 0; x < terms.length; x++) terms[x] /= sum;
    return top + Math.log(sum);
  }

  /** The fixed point's image of the decoder whose terms are held. */
  private aim(): void {
    const { source, terms, target } = this;
    target.fill(0);
    for (let x = 0, at = 0; x < source.inputs; x++, at += source.outputs) {
      const share = terms[x];
      if (share < 1e-20) continue;
      for (let y = 0; y < source.outputs; y++) target[y] += share * source.given[at + y];
    }
  }
}

/** From `decoder` towards `target`, `step` times as far in the logarithm. */
function move(decoder: Float64Array, target: Float64Array, step: number, into: Float64Array): void {
  if (step === 1) {
    into.set(target);
    return;
  }
  let sum = 0;
  for (let y = 0; y < into.length; y++) {
    const [from, to] = [decoder[y], target[y]];
    into[y] = from > 0 && to > 0 ? to * (to / from) ** (step - 1) : to;
    sum += into[y];
  }
  for (let y = 0; y < into.length; y++) into[y] /= sum;
}

/** Near also where probabilities are small: a y that is just allowed and one that is ruled out lead elsewhere. */
function alike(a: Float64Array, b: Float64Array): boolean {
  for (let y = 0; y < a.length; y++) {
    const apart = Math.abs(a[y] - b[y]);
    if (apart > sameDecoder || apart > 0.05 * Math.max(a[y], b[y])) return false;
  }
  return true;
}
