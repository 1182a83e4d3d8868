import { sigmoid, type CellGradients, type CellWeights, type RunCell, type RunSizes } from './cell';
import { columnSums, matrix, multiplyAdd, multiplyTransposedAdd, repeatRows, transpose } from './gemm';

/** Gates i, f, g, o: c_t = f c_{t-1} + i g; h_t = o tanh(c_t). */
export const runLSTM: RunCell = (sizes, x, weights) => {
  const { steps, batch, inputs, units } = sizes;
  const width = 4 * units;
  const gates = repeatRows(steps * batch, weights.bias);
  multiplyAdd(steps * batch, width, inputs, matrix(x, inputs), matrix(weights.kernel, width), matrix(gates, width));
  const states = new Float32Array(steps * batch * units);
  const cells = new Float32Array(steps * batch * units);
  const recurrent = matrix(weights.recurrentKernel, width);
  const step = batch * units;
  for (let t = 0; t < steps; t++) {
    if (t > 0)
      multiplyAdd(
        batch,
        width,
        units,
        matrix(states, units, (t - 1) * step),
        recurrent,
        matrix(gates, width, t * batch * width),
      );
    for (let row = t * batch; row < (t + 1) * batch; row++) advance(row, units, gates, cells, states, t > 0 ? step : 0);
  }
  return { states, backward: (dStates) => backward(sizes, x, weights, gates, cells, states, dStates) };
};

/** One sequence, one step; `back` is the distance to its cell one step ago, 0 at the first. */
function advance(
  row: number,
  units: number,
  gates: Float32Array,
  cells: Float32Array,
  states: Float32Array,
  back: number,
): void {
  const at = row * units;
  const gate = row * 4 * units;
  for (let j = 0; j < units; j++) {
    const i = sigmoid(gates[gate + j]);
    const f = sigmoid(gates[gate + units + j]);
    const g = Math.tanh(gates[gate + 2 * units + j]);
    const o = sigmoid(gates[gate + 3 * units + j]);
    const c = (back ? f * cells[at + j - back] : 0) + i * g;
    gates[gate + j] = i;
    gates[gate + units + j] = f;
    gates[gate + 2 * units + j] = g;
    gates[gate + 3 * units + j] = o;
    cells[at + j] = c;
    states[at + j] = o * Math.tanh(c);
  }
}

function backward(
  sizes: RunSizes,
  x: Float32Array,
  weights: CellWeights,
  gates: Float32Array,
  cells: Float32Array,
  states: Float32Array,
  dStates: Float32Array,
): CellGradients {
  const { steps, batch, inputs, units } = sizes;
  const width = 4 * units;
  const step = batch * units;
  const sums = new Float32Array(gates.length);
  const dh = dStates.slice();
  const dc = new Float32Array(step);
  const recurrentT = transpose(units, width, matrix(weights.recurrentKernel, width));
  for (let t = steps - 1; t >= 0; t--) {
    if (t < steps - 1)
      multiplyAdd(
        batch,
        units,
        width,
        matrix(sums, width, (t + 1) * batch * width),
        recurrentT,
        matrix(dh, units, t * step),
      );
    for (let b = 0; b < batch; b++) {
      const at = (t * batch + b) * units;
      const gate = 4 * at;
      for (let j = 0; j < units; j++) {
        const i = gates[gate + j],
          f = gates[gate + units + j],
          g = gates[gate + 2 * units + j],
          o = gates[gate + 3 * units + j];
        const tanhC = Math.tanh(cells[at + j]);
        const d = dc[b * units + j] + dh[at + j] * o * (1 - tanhC * tanhC);
        sums[gate + j] = d * g * i * (1 - i);
        sums[gate + units + j] = t > 0 ? d * cells[at + j - step] * f * (1 - f) : 0;
        sums[gate + 2 * units + j] = d * i * (1 - g * g);
        sums[gate + 3 * units + j] = dh[at + j] * tanhC * o * (1 - o);
        dc[b * units + j] = d * f;
      }
    }
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
  multiplyTransposedAdd(
    units,
    width,
    (steps - 1) * batch,
    matrix(states, units),
    matrix(sums, width, batch * width),
    matrix(recurrentKernel, width),
  );
  return { x: dx, kernel, recurrentKernel, bias: columnSums(width, sums) };
}
