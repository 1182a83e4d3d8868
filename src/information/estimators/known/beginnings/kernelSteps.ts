import type { LikelihoodKernel } from '../../../numerics/kernels/likelihoodKernel';
import type { SteppedNetwork } from '../../../../base/stepped/steppedNetwork';
import { KernelSums } from './kernelSums';
import type { Recurrence } from '../../../../base/stepped/recurrence';

/** Multiplications that a transcendental function is taken to cost in the kernel. */
const functionCost = 4;

/**
 * A recurrence whose steps the compiled kernel takes, many states at once, in single precision: its errors are some
 * 1e-6 of a state. An LSTM's state is h, then c.
 * @param most states at once
 */
export function kernelSteps(recurrence: Recurrence, kernel: LikelihoodKernel, most: number): SteppedNetwork {
  const { type, units, ofState } = recurrence;
  const sums = new KernelSums(kernel, recurrence, most);
  const width = type === 'lstm' ? 2 * units : units;
  const functions = { lstm: 5, gru: 3, tanh: 1 }[type] * units * functionCost;
  return {
    width,
    dimensions: units,
    cost: ofState.length + functions + sums.columns + 2 * width,
    step: { lstm: lstmStep, gru: gruStep, tanh: tanhStep }[type](sums, units),
    observe: (states, count, means) => {
      for (let i = 0, at = 0; i < count; i++) for (let j = 0; j < units; j++) means[at++] = states[i * width + j];
    },
  };
}

type Step = SteppedNetwork['step'];

const tanhStep =
  (sums: KernelSums, units: number): Step =>
  (before, symbols, count, after) => {
    const all = sums.start(symbols, count);
    sums.states(count).set(before.subarray(0, count * units));
    sums.multiply(count, 0, sums.stride);
    sums.squash(count);
    for (let i = 0, at = 0; i < count; i++) for (let j = 0; j < units; j++) after[at++] = all[i * sums.stride + j];
  };

/** Gates i, f, g, o: c' = f c + i g, h' = o tanh c'. */
const lstmStep =
  (sums: KernelSums, units: number): Step =>
  (before, symbols, count, after) => {
    const all = sums.start(symbols, count);
    const states = sums.states(count);
    for (let i = 0, at = 0; i < count; i++)
      for (let j = 0, own = 2 * i * units; j < units; j++) states[at++] = before[own + j];
    sums.multiply(count, 0, sums.stride);
    sums.squash(count);
    const cells = sums.numbers(count);
    for (let i = 0, at = 0; i < count; i++)
      for (let j = 0, cell = (2 * i + 1) * units, gate = i * sums.stride; j < units; j++, cell++, gate++) {
        const kept = (0.5 + 0.5 * all[gate + units]) * before[cell];
        after[cell] = cells[at++] = kept + (0.5 + 0.5 * all[gate]) * all[gate + 2 * units];
      }
    sums.squashNumbers(count);
    for (let i = 0, at = 0; i < count; i++)
      for (let j = 0, gate = i * sums.stride + 3 * units; j < units; j++)
        after[2 * i * units + j] = (0.5 + 0.5 * all[gate + j]) * cells[at++];
  };

/** Gates z, r and the candidate: h' = z h + (1 - z) tanh(x W + (r h) U). */
const gruStep =
  (sums: KernelSums, units: number): Step =>
  (before, symbols, count, after) => {
    const all = sums.start(symbols, count);
    const states = sums.states(count);
    const { second, stride } = sums;
    states.set(before.subarray(0, count * units));
    sums.multiply(count, 0, second);
    const reset = sums.numbers(count);
    for (let i = 0, at = 0; i < count; i++) for (let j = 0; j < units; j++) reset[at++] = all[i * stride + units + j];
    sums.squashNumbers(count);
    for (let at = 0; at < count * units; at++) states[at] = (0.5 + 0.5 * reset[at]) * before[at];
    sums.multiply(count, second, stride);
    sums.squash(count);
    for (let i = 0, at = 0; i < count; i++)
      for (let j = 0, gate = i * stride; j < units; j++, at++) {
        const update = 0.5 + 0.5 * all[gate + j];
        after[at] = update * before[at] + (1 - update) * all[gate + second + j];
      }
  };
