import { breathe } from '../../../base/cancellation';
import { divergence } from './entropyFunctions';

export interface ChannelCapacity {
  /** Nats a use. */
  readonly capacity: number;
  /** A distribution of the input that attains it. */
  readonly input: Float64Array;
}

/**
 * Capacity of a discrete memoryless channel p(y|x), one row an x, by Blahut (1972) and Arimoto (1972). Each turn
 * brackets the capacity, ln sum_x p(x) e^D(x) <= C <= max_x D(x) with D(x) = D(p(.|x) || p(.)), and the iteration ends
 * when the two agree to `tolerance` nats. Over-relaxed steps (Matz and Duhamel 2004) are taken while they help, since
 * plain ones crawl where inputs are nearly useless.
 * @throws CancelledError
 */
export async function channelCapacity(
  channel: readonly ArrayLike<number>[],
  { tolerance = 1e-11, signal }: { tolerance?: number; signal?: AbortSignal } = {},
): Promise<ChannelCapacity> {
  const inputs = channel.length;
  const outputs = channel[0].length;
  let input: Float64Array = new Float64Array(inputs).fill(1 / inputs);
  let state = evaluate(channel, input, outputs);
  let step = 1;
  for (let turn = 1; state.upper - state.lower > tolerance && turn <= 200_000; turn++) {
    if (turn % 200 === 0) await breathe(signal);
    const { divergences, upper } = state;
    // Never quite zero, so that an input which a long step drove out can come back.
    const next = Float64Array.from(input, (p, x) => Math.max(1e-200, p * Math.exp(step * (divergences[x] - upper))));
    normalise(next);
    const tried = evaluate(channel, next, outputs);
    if (step > 1 && tried.information < state.information) {
      step = 1;
      continue;
    }
    input = next;
    state = tried;
    step = Math.min(step * 1.5, 1e6);
  }
  return { capacity: Math.max(0, (state.lower + state.upper) / 2), input: input.map((p) => (p < 1e-100 ? 0 : p)) };
}

interface Bracket {
  readonly divergences: Float64Array;
  readonly information: number;
  readonly lower: number;
  readonly upper: number;
}

function evaluate(channel: readonly ArrayLike<number>[], input: Float64Array, outputs: number): Bracket {
  const output = new Float64Array(outputs);
  input.forEach((p, x) => {
    for (let y = 0; y < outputs; y++) output[y] += p * channel[x][y];
  });
  const divergences = Float64Array.from(channel, (row) => divergence(row, output));
  const upper = divergences.reduce((most, value) => Math.max(most, value), 0);
  let partition = 0;
  let information = 0;
  input.forEach((p, x) => {
    if (p === 0) return;
    partition += p * Math.exp(divergences[x] - upper);
    information += p * divergences[x];
  });
  return { divergences, information, lower: upper + Math.log(partition), upper };
}

function normalise(p: Float64Array): void {
  const sum = p.reduce((total, value) => total + value, 0);
  for (let i = 0; i < p.length; i++) p[i] /= sum;
}

/**
 * Capacity of the additive white Gaussian noise channel, ln(1 + P/N)/2 nats a use (Cover and Thomas 2006, eq. 9.17).
 */
export function gaussianCapacity(power: number, noise: number): number {
  return 0.5 * Math.log1p(power / noise);
}

/**
 * Capacity, in nats, of parallel Gaussian channels with noise variances `noise` that share `power`, and how they share
 * it: P_i = (level - N_i)+ by water-filling (Cover and Thomas 2006, section 9.4).
 */
export function parallelGaussianCapacity(
  noise: readonly number[],
  power: number,
): { capacity: number; powers: number[] } {
  const sorted = noise.toSorted((a, b) => a - b);
  let level = sorted[0] + power;
  for (let used = 1, sum = sorted[0]; used < sorted.length && sorted[used] < level; used++) {
    sum += sorted[used];
    level = (power + sum) / (used + 1);
  }
  const powers = noise.map((n) => Math.max(0, level - n));
  return { capacity: powers.reduce((total, p, i) => total + gaussianCapacity(p, noise[i]), 0), powers };
}
