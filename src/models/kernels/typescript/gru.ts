import { sigmoid, type CellGradients, type CellWeights, type RunCell, type RunSizes } from './cell';
import { columnSums, matrix, multiplyAdd, multiplyTransposedAdd, repeatRows, transpose } from './gemm';

/** Gates z, r, candidate g = tanh(x W + (r h_{t-1}) U + b): h_t = z h_{t-1} + (1 - z) g. */
export const runGRU: RunCell = (sizes, x, weights) => {
  const { steps, batch, inputs, units } = sizes;
  const width = 3 * units;
  const gates = repeatRows(steps * batch, weights.bias);
  multiplyAdd(steps * batch, width, inputs, matrix(x, inputs), matrix(weights.kernel, width), matrix(gates, width));
  const states = new Float32Array(steps * batch * units);
  /** r h_{t-1}, all steps. */
  const resets = new Float32Array(states.length);
  const step = batch * units;
  for (let t = 0; t < steps; t++) {
    const gate = t * batch * width;
    if (t > 0)
      multiplyAdd(
        batch,
        2 * units,
        units,
        matrix(states, units, (t - 1) * step),
        matrix(weights.recurrentKernel, width),
        matrix(gates, width, gate),
      );
    for (let b = 0; b < batch; b++) {
      const at = t * step + b * units;
      for (let j = gate + b * width; j < gate + b * width + 2 * units; j++) gates[j] = sigmoid(gates[j]);
      if (t > 0)
        for (let j = 0; j < units; j++) resets[at + j] = gates[gate + b * width + units + j] * states[at + j - step];
    }
    if (t > 0) {
      multiplyAdd(
        batch,
        units,
        units,
        matrix(resets, units, t * step),
        matrix(weights.recurrentKernel, width, 2 * units),
        matrix(gates, width, gate + 2 * units),
      );
    }
    for (let b = 0; b < batch; b++) {
      const at = t * step + b * units;
      for (let j = 0; j < units; j++) {
        const here = gate + b * width + j;
        const z = gates[here];
        const g = Math.tanh(gates[here + 2 * units]);
        gates[here + 2 * units] = g;
        states[at + j] = (t > 0 ? z * states[at + j - step] : 0) + (1 - z) * g;
      }
    }
  }
  return { states, backward: (dStates) => backward(sizes, x, weights, gates, resets, states, dStates) };
};

function backward(
  sizes: RunSizes,
  x: Float32Array,
  weights: CellWeights,
  gates: Float32Array,
  resets: Float32Array,
  states: Float32Array,
  dStates: Float32Array,
): CellGradients {
  const { steps, batch, inputs, units } = sizes;
  const width = 3 * units;
  const step = batch * units;
  const sums = new Float32Array(gates.length);
  const dh = dStates.slice();
  const dReset = new Float32Array(step);
  const recurrent = matrix(weights.recurrentKernel, width);
  const gatesT = transpose(units, 2 * units, recurrent);
  const candidateT = transpose(units, units, { ...recurrent, offset: 2 * units });
  for (let t = steps - 1; t >= 0; t--) {
    const gate = t * batch * width;
    for (let b = 0; b < batch; b++) {
      const at = t * step + b * units;
      for (let j = 0; j < units; j++) {
        const here = gate + b * width + j;
        const z = gates[here],
          g = gates[here + 2 * units];
        const before = t > 0 ? states[at + j - step] : 0;
        sums[here] = dh[at + j] * (before - g) * z * (1 - z);
        sums[here + 2 * units] = dh[at + j] * (1 - z) * (1 - g * g);
        if (t > 0) dh[at + j - step] += dh[at + j] * z;
      }
    }
    // At the first step the state before is zero: nothing reaches r, nor anything earlier.
    if (t === 0) break;
    dReset.fill(0);
    multiplyAdd(batch, units, units, matrix(sums, width, gate + 2 * units), candidateT, matrix(dReset, units));
    for (let b = 0; b < batch; b++) {
      const at = t * step + b * units;
      for (let j = 0; j < units; j++) {
        const r = gates[gate + b * width + units + j];
        sums[gate + b * width + units + j] = dReset[b * units + j] * states[at + j - step] * r * (1 - r);
        dh[at + j - step] += dReset[b * units + j] * r;
      }
    }
    multiplyAdd(batch, units, 2 * units, matrix(sums, width, gate), gatesT, matrix(dh, units, (t - 1) * step));
  }
  const dx = new Float32Array(x.length);
  multiplyAdd(
    steps * batch,
    inputs,
    width,
    matrix(sums, width),
    transpose(inputs, width, matrix(weights.kernel, width)),
    matrix(dx, inputs),
  );
  const kernel = new Float32Array(weights.kernel.length);
  multiplyTransposedAdd(inputs, width, steps * batch, matrix(x, inputs), matrix(sums, width), matrix(kernel, width));
  const recurrentKernel = new Float32Array(weights.recurrentKernel.length);
  const later = (steps - 1) * batch;
  multiplyTransposedAdd(
    units,
    2 * units,
    later,
    matrix(states, units),
    matrix(sums, width, batch * width),
    matrix(recurrentKernel, width),
  );
  multiplyTransposedAdd(
    units,
    units,
    steps * batch,
    matrix(resets, units),
    matrix(sums, width, 2 * units),
    matrix(recurrentKernel, width, 2 * units),
  );
  return { x: dx, kernel, recurrentKernel, bias: columnSums(width, sums) };
}
