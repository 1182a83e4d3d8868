import type { Breather } from '../../numerics/breather';
import { type BottleneckSource, divergencesFrom, logarithm } from './bottleneckSource';
import type { WeightedDecoders } from './decoderWeights';

/** An encoder p(z|x) and what it reaches; nats. */
export interface BottleneckCode {
  /** p(z), [codes]. */
  readonly weights: Float64Array;
  /** p(y|z), one a code. */
  readonly decoders: readonly Float64Array[];
  readonly rate: number;
  /** I(X;Y) - I(Z;Y). */
  readonly lost: number;
  /** rate + beta lost. */
  readonly loss: number;
  /** -sum_x p(x) ln sum_z p(z) e^{-beta D(p(.|x) || p(.|z))}: at most the loss, and equal where nothing more moves. */
  readonly dual: number;
  /** p(x) / sum_z p(z) e^{-beta D}, over x, in logarithms. */
  readonly prices: Float64Array;
  /** Turns that the descent took. */
  readonly turns: number;
}

/** Arrays of one descent: codes in rows. */
interface State {
  /** ln p(z|x), [codes, inputs]. */
  readonly encoder: Float64Array;
  readonly weights: Float64Array;
  readonly logWeights: Float64Array;
  readonly decoders: readonly Float64Array[];
  /** D(p(.|x) || p(.|z)), [codes, inputs]. */
  readonly divergences: readonly Float64Array[];
  rate: number;
  lost: number;
  loss: number;
}

/**
 * Alternating minimisation of I(X;Z) + beta (I(X;Y) - I(Z;Y)) from given codes (Tishby, Pereira and Bialek 1999), with
 * over-relaxed steps while they lower the loss, until sixty turns gain less than `tolerance` nats or `turns` are over.
 * @throws CancelledError
 */
export async function descend(
  source: BottleneckSource,
  beta: number,
  start: WeightedDecoders,
  { turns, tolerance, breather }: { turns: number; tolerance: number; breather: Breather },
): Promise<BottleneckCode> {
  const codes = start.weights.length;
  const { inputs, outputs } = source;
  const make = (): State => ({
    encoder: new Float64Array(codes * inputs),
    weights: new Float64Array(codes),
    logWeights: new Float64Array(codes),
    decoders: Array.from({ length: codes }, () => new Float64Array(outputs)),
    divergences: Array.from({ length: codes }, () => new Float64Array(inputs)),
    rate: 0,
    lost: 0,
    loss: Infinity,
  });
  let state = make();
  let tried = make();
  const logs = new Float64Array(outputs);
  state.weights.set(start.weights);
  for (let z = 0; z < codes; z++) state.logWeights[z] = logarithm(start.weights[z]);
  state.decoders.forEach((decoder, z) => decoder.set(start.decoders[z]));
  fillDivergences(source, state, logs);
  await encode(source, beta, state, state, 1, breather);
  await measure(source, beta, state, logs, breather);
  let step = 1;
  let mark = Infinity;
  let turn = 0;
  while (turn < turns && codes > 1) {
    turn++;
    if (turn % 60 === 0) {
      // The loss is flat at its minimum: what is left to move then changes rate and relevance by some 1e-8.
      if (mark - state.loss < tolerance) break;
      mark = state.loss;
    }
    await encode(source, beta, state, tried, step, breather);
    await measure(source, beta, tried, logs, breather);
    if (step > 1 && !(tried.loss <= state.loss)) {
      step = 1;
      continue;
    }
    [state, tried] = [tried, state];
    step = Math.min(step * 1.2, 1000);
  }
  return result(source, beta, state, turn);
}

function fillDivergences(source: BottleneckSource, { decoders, divergences }: State, logs: Float64Array): void {
  decoders.forEach((decoder, z) => {
    for (let y = 0; y < decoder.length; y++) logs[y] = logarithm(decoder[y]);
    divergencesFrom(source, logs, divergences[z]);
  });
}

/** p(z|x) proportional to p(z) exp(-beta D(p(.|x) || p(.|z))), taken `step` times as far in the logarithm. */
async function encode(
  { inputs }: BottleneckSource,
  beta: number,
  from: State,
  to: State,
  step: number,
  breather: Breather,
): Promise<void> {
  const { logWeights, divergences } = from;
  const codes = logWeights.length;
  for (let x = 0; x < inputs; x++) {
    if (breather.due()) await breather.rest();
    // Measured from the nearest code, so that a large beta leaves that one and not none.
    let top = -Infinity;
    for (let z = 0; z < codes; z++) top = Math.max(top, logWeights[z] - beta * divergences[z][x]);
    let sum = 0;
    for (let z = 0; z < codes; z++) sum += Math.exp(logWeights[z] - beta * divergences[z][x] - top);
    const base = top + Math.log(sum);
    let most = -Infinity;
    for (let z = 0; z < codes; z++) {
      const target = Math.max(-700, logWeights[z] - beta * divergences[z][x] - base);
      const old = step === 1 ? 0 : Math.max(-700, from.encoder[z * inputs + x]);
      const moved = step === 1 ? target : old + step * (target - old);
      to.encoder[z * inputs + x] = moved;
      most = Math.max(most, moved);
    }
    sum = 0;
    for (let z = 0; z < codes; z++) sum += Math.exp(to.encoder[z * inputs + x] - most);
    const shift = most + Math.log(sum);
    for (let z = 0; z < codes; z++) to.encoder[z * inputs + x] -= shift;
  }
}

/** Weights, decoders, rate and loss of an encoder. */
async function measure(
  source: BottleneckSource,
  beta: number,
  state: State,
  logs: Float64Array,
  breather: Breather,
): Promise<void> {
  const { inputs, outputs, px, given } = source;
  const { encoder, weights, decoders, divergences } = state;
  state.rate = 0;
  state.lost = 0;
  for (let z = 0; z < weights.length; z++) {
    if (breather.due()) await breather.rest();
    const decoder = decoders[z];
    decoder.fill(0);
    let weight = 0;
    for (let x = 0, at = 0; x < inputs; x++, at += outputs) {
      const p = px[x] * Math.exp(encoder[z * inputs + x]);
      if (p < 1e-300) continue;
      weight += p;
      for (let y = 0; y < outputs; y++) decoder[y] += p * given[at + y];
    }
    weights[z] = weight;
    if (weight > 0) for (let y = 0; y < outputs; y++) decoder[y] /= weight;
    for (let y = 0; y < outputs; y++) logs[y] = logarithm(decoder[y]);
    divergencesFrom(source, logs, divergences[z]);
    const logWeight = logarithm(weight);
    state.logWeights[z] = logWeight;
    for (let x = 0; x < inputs; x++) {
      const p = px[x] * Math.exp(encoder[z * inputs + x]);
      if (p < 1e-300) continue;
      state.rate += p * (encoder[z * inputs + x] - logWeight);
      state.lost += p * divergences[z][x];
    }
  }
  state.loss = state.rate + beta * state.lost;
}

function result({ inputs, px }: BottleneckSource, beta: number, state: State, turns: number): BottleneckCode {
  const { weights, logWeights, decoders, divergences, rate, lost, loss } = state;
  const prices = new Float64Array(inputs);
  let dual = 0;
  for (let x = 0; x < inputs; x++) {
    let top = -Infinity;
    for (let z = 0; z < weights.length; z++) top = Math.max(top, logWeights[z] - beta * divergences[z][x]);
    let sum = 0;
    for (let z = 0; z < weights.length; z++) sum += Math.exp(logWeights[z] - beta * divergences[z][x] - top);
    const partition = top + Math.log(sum);
    dual -= px[x] * partition;
    prices[x] = Math.log(px[x]) - partition;
  }
  return { weights, decoders, rate: Math.max(0, rate), lost: Math.max(0, lost), loss, dual, prices, turns };
}
