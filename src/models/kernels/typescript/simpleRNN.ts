import type { RecurrentActivation } from '../cellTypes';
import type { CellGradients, CellWeights, RunCell, RunSizes } from './cell';
import { columnSums, matrix, multiplyAdd, multiplyTransposedAdd, repeatRows, transpose } from './gemm';

/** h_t = f(x_t W + h_{t-1} U + b). */
export function runSimpleRNN(activation: RecurrentActivation): RunCell {
  return (sizes, x, weights) => {
    const { steps, batch, inputs, units } = sizes;
    const states = repeatRows(steps * batch, weights.bias);
    multiplyAdd(steps * batch, units, inputs, matrix(x, inputs), matrix(weights.kernel, units), matrix(states, units));
    const step = batch * units;
    const recurrent = matrix(weights.recurrentKernel, units);
    for (let t = 0; t < steps; t++) {
      if (t > 0)
        multiplyAdd(
          batch,
          units,
          units,
          matrix(states, units, (t - 1) * step),
          recurrent,
          matrix(states, units, t * step),
        );
      activate(states, t * step, (t + 1) * step, activation);
    }
    return { states, backward: (dStates) => backward(sizes, x, weights, activation, states, dStates) };
  };
}

function activate(states: Float32Array, start: number, end: number, activation: RecurrentActivation): void {
  if (activation === 'tanh') for (let i = start; i < end; i++) states[i] = Math.tanh(states[i]);
  else if (activation === 'relu') for (let i = start; i < end; i++) states[i] = Math.max(0, states[i]);
}

function backward(
  sizes: RunSizes,
  x: Float32Array,
  weights: CellWeights,
  activation: RecurrentActivation,
  states: Float32Array,
  dStates: Float32Array,
): CellGradients {
  const { steps, batch, inputs, units } = sizes;
  const step = batch * units;
  // The gradient of the states becomes that of the sums before the activation, in place.
  const sums = dStates.slice();
  const recurrentT = transpose(units, units, matrix(weights.recurrentKernel, units));
  for (let t = steps - 1; t >= 0; t--) {
    if (t < steps - 1)
      multiplyAdd(batch, units, units, matrix(sums, units, (t + 1) * step), recurrentT, matrix(sums, units, t * step));
    const end = (t + 1) * step;
    if (activation === 'tanh') for (let i = t * step; i < end; i++) sums[i] *= 1 - states[i] * states[i];
    else if (activation === 'relu') for (let i = t * step; i < end; i++) if (states[i] <= 0) sums[i] = 0;
  }
  const dx = new Float32Array(x.length);
  multiplyAdd(
    steps * batch,
    inputs,
    units,
    matrix(sums, units),
    transpose(inputs, units, matrix(weights.kernel, units)),
    matrix(dx, inputs),
  );
  const kernel = new Float32Array(weights.kernel.length);
  multiplyTransposedAdd(inputs, units, steps * batch, matrix(x, inputs), matrix(sums, units), matrix(kernel, units));
  const recurrentKernel = new Float32Array(weights.recurrentKernel.length);
  multiplyTransposedAdd(
    units,
    units,
    (steps - 1) * batch,
    matrix(states, units),
    matrix(sums, units, step),
    matrix(recurrentKernel, units),
  );
  return { x: dx, kernel, recurrentKernel, bias: columnSums(units, sums) };
}
