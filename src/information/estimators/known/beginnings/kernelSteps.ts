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
  const width = type === 'lstm' ? 2 * units : units;
  const sums = new KernelSums(kernel, recurrence, width, most);
  const finish = { lstm: lstmStep, gru: gruStep, tanh: tanhStep }[type](sums, units);
  const functions = { lstm: 5, gru: 3, tanh: 1 }[type] * units * functionCost;
  return {
    width,
    dimensions: units,
    cost: ofState.length + functions + sums.columns + 2 * width,
    step: (before, symbols, count, after) => {
      sums.start(before, symbols, count);
      kernel.narrowed(sums.at.before, width * 8, count, units, sums.at.states);
      finish(count);
      sums.finish(count, after);
    },
    observe: (states, count, means) => {
      for (let i = 0, at = 0; i < count; i++) for (let j = 0; j < units; j++) means[at++] = states[i * width + j];
    },
  };
}

/** From the states in single precision and the sums of the symbols to the states after the step. */
type Finish = (count: number) => void;

const tanhStep =
  (sums: KernelSums, units: number): Finish =>
  (count) => {
    sums.multiply(count, 0, sums.stride);
    sums.squash(count);
    sums.kernel.widened(sums.at.sums, sums.stride * 4, count, units, sums.at.after);
  };

/** Gates i, f, g, o: c' = f c + i g, h' = o tanh c'. */
const lstmStep =
  (sums: KernelSums, units: number): Finish =>
  (count) => {
    const { kernel, at, stride } = sums;
    sums.multiply(count, 0, stride);
    sums.squash(count);
    kernel.lstmCells(at.sums, stride * 4, at.before, count, units, at.after, at.numbers);
    sums.squashNumbers(count);
    kernel.lstmOutputs(at.sums, stride * 4, at.numbers, count, units, at.after);
  };

/** Gates z, r and the candidate: h' = z h + (1 - z) tanh(x W + (r h) U). */
const gruStep =
  (sums: KernelSums, units: number): Finish =>
  (count) => {
    const { kernel, at, second, stride } = sums;
    sums.multiply(count, 0, second);
    kernel.packed(at.sums + units * 4, stride * 4, count, units, at.numbers);
    sums.squashNumbers(count);
    kernel.gruReset(at.numbers, at.before, count * units, at.states);
    sums.multiply(count, second, stride);
    sums.squash(count);
    kernel.gruOutputs(at.sums, stride * 4, second * 4, at.before, count, units, at.after);
  };
