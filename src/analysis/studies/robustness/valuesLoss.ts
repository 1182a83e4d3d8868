import type { Targets } from '../../../data/dataset';

/** The mean squared error of values [samples, steps, features] where there is a target, in the data's own units. */
export function valuesLoss(outputs: Float32Array, { values, features, scale }: Targets): number {
  let [count, total] = [0, 0];
  values.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    count++;
    total += ((outputs[i] - value) * (scale?.deviations[i % features] ?? 1)) ** 2;
  });
  return total / count;
}
