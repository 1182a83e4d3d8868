import type { NoisyRecurrence } from '../../../../base/stepped/noisyRecurrence';
import { logSumExp } from '../../../numerics/logSums';
import { logDensity, observed } from './noisyRecurrence';

/**
 * ln p(h_t|h_{t-1}) = ln sum_x p(x_t = x) p(h_t|h_{t-1},x) of every row, nats. It is exact where x_t does not depend on
 * the steps before it, and a state carries nothing but itself.
 * @param probabilities of the symbols of step t
 * @param past h_{t-1}, [count, units]
 * @param states h_t, [count, units]
 */
export function nextDensity(
  recurrence: NoisyRecurrence,
  probabilities: ArrayLike<number>,
  past: Float64Array,
  states: Float64Array,
): Float64Array {
  const { width, units, at } = recurrence;
  const count = states.length / units;
  const before = new Float64Array(count * width);
  for (let i = 0; i < count; i++) before.set(past.subarray(i * units, (i + 1) * units), i * width + at);
  const after = new Float64Array(count * width);
  const logs = Array.from({ length: count }, () => new Float64Array(probabilities.length).fill(-Infinity));
  for (let symbol = 0; symbol < probabilities.length; symbol++) {
    const p = probabilities[symbol];
    if (!(p > 0)) continue;
    recurrence.step(before, new Int32Array(count).fill(symbol), count, after);
    const means = observed(recurrence, after);
    const variances = recurrence.variances(means);
    for (let i = 0; i < count; i++)
      logs[i][symbol] = Math.log(p) + logDensity(states, i * units, means, variances, i, units);
  }
  return Float64Array.from(logs, logSumExp);
}
