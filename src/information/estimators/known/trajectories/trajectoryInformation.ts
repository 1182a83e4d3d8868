import type { Random } from '../../../../base/random';
import { Breather } from '../../../numerics/breather';
import { controlledLimits } from '../latent/controlledMean';
import type { Limits } from '../weighedStates';
import { addNoise } from './paths';
import type { NoisyRecurrence } from '../../../../base/stepped/noisyRecurrence';
import { logDensity, observed, type FiniteSource } from './noisyRecurrence';

/** Rows that are run at once. */
const atOnce = 4096;

/**
 * I(X_{1:T};H_{1:T}) = sum over t of E ln p(h_t|h_{t-1},x_t) - E ln p(h_t|h_{1:t-1}), nats, by the chain rule. The
 * second density is the mean of the first over x_t given the states so far, which a forward filter over the source's
 * hidden states gives exactly (Rabiner 1989, section III): no bound and no ceiling, and the spread over sequences is
 * all that is left. It asks for states that carry nothing but themselves.
 * @param count sequences, drawn anew
 * @throws CancelledError
 */
export async function trajectoryInformation(
  recurrence: NoisyRecurrence,
  source: FiniteSource,
  length: number,
  count: number,
  random: Random,
  signal?: AbortSignal,
): Promise<Limits> {
  if (!recurrence.markov) throw new Error('States that carry more than themselves have no filter.');
  const breather = new Breather(signal);
  const { width, units, at } = recurrence;
  const alphabet = source.emission[0].length;
  const ratios = new Float64Array(count);
  const noise = new Float64Array(count);
  const most = Math.max(1, Math.floor(atOnce / alphabet));
  for (let start = 0; start < count; start += most) {
    const size = Math.min(most, count - start);
    let rows = new Float64Array(size * width);
    const hidden = Int32Array.from({ length: size }, () => random.choice(source.initial));
    const beliefs = Array.from({ length: size }, () => Float64Array.from(source.initial));
    const before = new Float64Array(size * alphabet * width);
    const after = new Float64Array(size * alphabet * width);
    const symbols = Int32Array.from({ length: size * alphabet }, (_, k) => k % alphabet);
    for (let t = 0; t < length; t++) {
      for (let k = 0; k < size * alphabet; k++) {
        const from = Math.floor(k / alphabet) * width;
        before.set(rows.subarray(from, from + width), k * width);
      }
      recurrence.step(before, symbols, size * alphabet, after);
      const means = observed(recurrence, after);
      const variances = recurrence.variances(means);
      const next = new Float64Array(size * width);
      for (let i = 0; i < size; i++) {
        const own = i * alphabet + random.choice(source.emission[hidden[i]]);
        next.set(after.subarray(own * width, (own + 1) * width), i * width);
        const chosen = next.subarray(i * width, (i + 1) * width);
        addNoise(recurrence, chosen, variances.subarray(own * units, (own + 1) * units), random);
        const logs = Float64Array.from({ length: alphabet }, (_, x) =>
          logDensity(chosen, at, means, variances, i * alphabet + x, units),
        );
        ratios[start + i] += logs[own % alphabet] - filtered(source, beliefs[i], logs);
        for (let j = 0; j < units; j++)
          noise[start + i] += (1 - (chosen[at + j] - means[own * units + j]) ** 2 / variances[own * units + j]) / 2;
        hidden[i] = random.choice(source.transition[hidden[i]]);
      }
      rows = next;
      if (breather.due()) await breather.rest();
    }
  }
  return controlledLimits(ratios, [{ values: noise, mean: 0, error: 0 }]);
}

/** ln p(h_t|h_{1:t-1}); `belief` goes from p(hidden state | states so far) of this step to that of the next. */
function filtered(source: FiniteSource, belief: Float64Array, logs: Float64Array): number {
  const top = Math.max(...logs);
  const states = belief.length;
  let sum = 0;
  const joint = new Float64Array(states);
  for (let z = 0; z < states; z++) {
    for (let x = 0; x < logs.length; x++) joint[z] += source.emission[z][x] * Math.exp(logs[x] - top);
    joint[z] *= belief[z];
    sum += joint[z];
  }
  belief.fill(0);
  for (let z = 0; z < states; z++)
    for (let next = 0; next < states; next++) belief[next] += (joint[z] / sum) * source.transition[z][next];
  return top + Math.log(sum);
}
