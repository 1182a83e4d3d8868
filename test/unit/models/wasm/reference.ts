import type { RecurrentActivation } from '../../../../src/models/kernels/cellTypes';

export type CellName = 'lstm' | 'gru' | 'resetAfterGRU' | 'simpleRNN';

export interface Problem {
  readonly cell: CellName;
  readonly activation: RecurrentActivation;
  readonly steps: number;
  readonly rows: number;
  readonly inputs: number;
  readonly units: number;
  /** [T,B,D] */
  readonly x: Float32Array;
  /** [D,GH], [H,GH], [GH]; of a GRU that resets after the product [4H] */
  readonly kernel: Float32Array;
  readonly recurrentKernel: Float32Array;
  readonly bias: Float32Array;
  /** dL/dh, [T,B,H] */
  readonly dy: Float32Array;
}

export interface Solution {
  readonly states: Float64Array;
  readonly x: Float64Array;
  readonly kernel: Float64Array;
  readonly recurrentKernel: Float64Array;
  readonly bias: Float64Array;
}

export const gatesOf: Record<CellName, number> = { lstm: 4, gru: 3, resetAfterGRU: 3, simpleRNN: 1 };
export const biasesOf: Record<CellName, number> = { ...gatesOf, resetAfterGRU: 4 };

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * States and gradients of sum(dy * states), one sequence after another, in float64; written for clarity, not for speed.
 */
export function solve(problem: Problem): Solution {
  const { steps: T, rows: B, inputs: D, units: H, cell } = problem;
  const width = gatesOf[cell] * H;
  const solution: Solution = {
    states: new Float64Array(T * B * H),
    x: new Float64Array(T * B * D),
    kernel: new Float64Array(D * width),
    recurrentKernel: new Float64Array(H * width),
    bias: new Float64Array(biasesOf[cell] * H),
  };
  for (let b = 0; b < B; b++) solveSequence(problem, b, width, solution);
  return solution;
}

function solveSequence(problem: Problem, b: number, width: number, solution: Solution): void {
  const { steps: T, rows: B, inputs: D, units: H, cell, activation, x, kernel, recurrentKernel, bias, dy } = problem;
  const h = [new Float64Array(H)],
    c = [new Float64Array(H)],
    gates: Float64Array[] = [];
  const nothing = new Float64Array(H);
  /** What the reset gate of the GRU that resets after the product multiplies. */
  const product = (u: number, state: Float64Array): number => {
    let s = bias[3 * H + u];
    for (let k = 0; k < H; k++) s += state[k] * recurrentKernel[k * width + 2 * H + u];
    return s;
  };
  for (let t = 0; t < T; t++) {
    const z = new Float64Array(width),
      previous = h[t];
    const sum = (j: number, state: Float64Array): number => {
      let s = bias[j];
      for (let k = 0; k < D; k++) s += x[(t * B + b) * D + k] * kernel[k * width + j];
      for (let k = 0; k < H; k++) s += state[k] * recurrentKernel[k * width + j];
      return s;
    };
    const next = new Float64Array(H),
      cells = new Float64Array(H);
    if (cell === 'gru') {
      for (let j = 0; j < 2 * H; j++) z[j] = sigmoid(sum(j, previous));
      const reset = previous.map((v, u) => v * z[H + u]);
      for (let u = 0; u < H; u++) {
        z[2 * H + u] = Math.tanh(sum(2 * H + u, reset));
        next[u] = z[u] * previous[u] + (1 - z[u]) * z[2 * H + u];
      }
    } else if (cell === 'resetAfterGRU') {
      for (let j = 0; j < 2 * H; j++) z[j] = sigmoid(sum(j, previous));
      for (let u = 0; u < H; u++) {
        z[2 * H + u] = Math.tanh(sum(2 * H + u, nothing) + z[H + u] * product(u, previous));
        next[u] = z[u] * previous[u] + (1 - z[u]) * z[2 * H + u];
      }
    } else {
      for (let j = 0; j < width; j++) z[j] = sum(j, previous);
      for (let u = 0; u < H; u++) {
        if (cell === 'lstm') {
          for (const g of [0, 1, 3]) z[g * H + u] = sigmoid(z[g * H + u]);
          z[2 * H + u] = Math.tanh(z[2 * H + u]);
          cells[u] = z[H + u] * c[t][u] + z[u] * z[2 * H + u];
          next[u] = z[3 * H + u] * Math.tanh(cells[u]);
        } else {
          next[u] = activation === 'tanh' ? Math.tanh(z[u]) : activation === 'relu' ? Math.max(0, z[u]) : z[u];
        }
      }
    }
    for (let u = 0; u < H; u++) solution.states[(t * B + b) * H + u] = next[u];
    h.push(next);
    c.push(cells);
    gates.push(z);
  }

  let dh = new Float64Array(H),
    dc = new Float64Array(H);
  for (let t = T - 1; t >= 0; t--) {
    const z = gates[t],
      previous = h[t],
      dz = new Float64Array(width);
    const total = dh.map((v, u) => v + dy[(t * B + b) * H + u]);
    const back = new Float64Array(H);
    const dcPrevious = new Float64Array(H);
    // The state as the columns read it: the gru's candidate reads the reset state.
    const seen = (j: number, k: number): number =>
      cell === 'gru' && j >= 2 * H ? previous[k] * z[H + k] : previous[k];
    for (let u = 0; u < H; u++) {
      if (cell === 'lstm') {
        const i = z[u],
          f = z[H + u],
          g = z[2 * H + u],
          o = z[3 * H + u],
          s = Math.tanh(c[t + 1][u]);
        const d = dc[u] + total[u] * o * (1 - s * s);
        dz[u] = d * g * i * (1 - i);
        dz[H + u] = d * c[t][u] * f * (1 - f);
        dz[2 * H + u] = d * i * (1 - g * g);
        dz[3 * H + u] = total[u] * s * o * (1 - o);
        dcPrevious[u] = d * f;
      } else if (cell === 'gru' || cell === 'resetAfterGRU') {
        const update = z[u],
          candidate = z[2 * H + u];
        dz[u] = total[u] * (previous[u] - candidate) * update * (1 - update);
        dz[2 * H + u] = total[u] * (1 - update) * (1 - candidate * candidate);
        back[u] = total[u] * update;
        if (cell === 'resetAfterGRU') dz[H + u] = dz[2 * H + u] * product(u, previous) * z[H + u] * (1 - z[H + u]);
      } else {
        const y = h[t + 1][u];
        dz[u] = total[u] * (activation === 'tanh' ? 1 - y * y : activation === 'relu' ? Number(y > 0) : 1);
      }
    }
    if (cell === 'gru') {
      for (let k = 0; k < H; k++) {
        let d = 0;
        for (let u = 0; u < H; u++) d += dz[2 * H + u] * recurrentKernel[k * width + 2 * H + u];
        const reset = z[H + k];
        dz[H + k] = d * previous[k] * reset * (1 - reset);
        back[k] += d * reset;
      }
    }
    const straight = cell === 'gru' ? 2 * H : width;
    // The gradient of a column's product with the state.
    const ofProduct = (j: number): number => (cell === 'resetAfterGRU' && j >= 2 * H ? dz[j] * z[j - H] : dz[j]);
    for (let k = 0; k < H; k++)
      for (let j = 0; j < straight; j++) back[k] += ofProduct(j) * recurrentKernel[k * width + j];
    if (cell === 'resetAfterGRU') for (let u = 0; u < H; u++) solution.bias[3 * H + u] += ofProduct(2 * H + u);
    for (let j = 0; j < width; j++) {
      solution.bias[j] += dz[j];
      for (let k = 0; k < H; k++) solution.recurrentKernel[k * width + j] += seen(j, k) * ofProduct(j);
      for (let k = 0; k < D; k++) {
        const at = (t * B + b) * D + k;
        solution.kernel[k * width + j] += x[at] * dz[j];
        solution.x[at] += dz[j] * kernel[k * width + j];
      }
    }
    dh = back;
    dc = dcPrevious;
  }
}
