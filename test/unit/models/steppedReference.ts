import { innerBottleneck, stepNoise } from '../../../src/config/layers/layerTraits';
import type { RecurrentLayerConfig } from '../../../src/config/schema/recurrentCells';

/** Arrays of a recurrent layer by the last part of their names, row-major, in double precision. */
export type Arrays = Readonly<Record<string, readonly number[]>>;

export interface ReferenceRun {
  readonly states: number[];
  readonly means: number[];
  readonly logVariances: number[];
  /** What a cell carries beside its output, [T,B,S]. */
  readonly cells: number[];
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const activations = { tanh: Math.tanh, relu: (x: number): number => Math.max(0, x), linear: (x: number): number => x };

const rates = { ...activations, sigmoid, softplus: (x: number): number => Math.log(1 + Math.exp(x)) };

/** v M for M [v.length, columns]. */
function times(v: readonly number[], m: readonly number[], columns: number): number[] {
  return Array.from({ length: columns }, (_, j) => v.reduce((sum, value, i) => sum + value * m[i * columns + j], 0));
}

function normalize(v: readonly number[]): number[] {
  const mean = v.reduce((a, b) => a + b, 0) / v.length;
  const variance = v.reduce((sum, x) => sum + (x - mean) ** 2, 0) / v.length;
  return v.map((x) => (x - mean) / Math.sqrt(variance + 1e-3));
}

const plus = (...vs: readonly (readonly number[])[]): number[] =>
  vs[0].map((_, j) => vs.reduce((sum, v) => sum + v[j], 0));

/**
 * The textbook equations in double precision, one sequence and one step at a time: x [T,B,D], noise [T,B,H] standard
 * normal if the layer samples.
 */
export function referenceRun(
  config: RecurrentLayerConfig,
  [steps, batch, inputs]: readonly number[],
  x: readonly number[],
  arrays: Arrays,
  noise: readonly number[],
): ReferenceRun {
  const { units } = config;
  const run: ReferenceRun = { states: [], means: [], logVariances: [], cells: [] };
  const before = Array.from({ length: batch }, () => new Array<number>(units).fill(0));
  const cells = Array.from({ length: batch }, () => new Array<number>(ownState(config)).fill(0));
  for (let t = 0; t < steps; t++) {
    for (let b = 0; b < batch; b++) {
      const at = (t * batch + b) * inputs;
      const { proposed, cell } = step(config, x.slice(at, at + inputs), before[b], cells[b], arrays);
      cells[b] = cell;
      run.cells.push(...cell);
      const drawn = noise.slice((t * batch + b) * units, (t * batch + b + 1) * units);
      if (innerBottleneck(config)) {
        const logVariance = plus(
          times(proposed, arrays['bottleneck/variance/kernel'], units),
          arrays['bottleneck/variance/bias'],
        ).map((sum) => Math.log(sigmoid(sum)));
        before[b] = proposed.map((mean, j) => mean + Math.exp(logVariance[j] / 2) * drawn[j]);
        run.logVariances.push(...logVariance);
      } else {
        before[b] = proposed.map((mean, j) => mean + Math.sqrt(stepNoise(config) ?? 0) * drawn[j]);
      }
      run.means.push(...proposed);
      run.states.push(...before[b]);
    }
  }
  return run;
}

/** Numbers of a state beside the output. */
function ownState(config: RecurrentLayerConfig): number {
  switch (config.type) {
    case 'matrixState':
      return config.units ** 2 / config.heads;
    case 'sLSTM':
      return 2 * config.units;
    case 'mLSTM':
      return config.units ** 2 / config.heads + config.units;
    case 'mamba':
      return config.units * (config.stateSize + config.convolution - 1);
    default:
      return config.units;
  }
}

/** The state: c, then n; the exponentials as they are, without a stabiliser (Beck et al. 2024, eqs. 8 to 14). */
function sLSTMStep(
  { units, heads }: Extract<RecurrentLayerConfig, { type: 'sLSTM' }>,
  x: readonly number[],
  h: readonly number[],
  state: readonly number[],
  a: Arrays,
): { proposed: number[]; cell: number[] } {
  const w = units / heads;
  const sums = plus(times(x, a.kernel, 4 * units), a.bias).map((sum, column) => {
    const from = Math.floor((column % units) / w) * w;
    return h.slice(from, from + w).reduce((s, value, i) => s + value * a.recurrentKernel[i * 4 * units + column], sum);
  });
  const part = (gate: number): number[] => sums.slice(gate * units, (gate + 1) * units);
  const [z, i, f] = [part(0).map(Math.tanh), part(1).map(Math.exp), part(2).map(sigmoid)];
  const c = z.map((value, j) => f[j] * state[j] + i[j] * value);
  const n = i.map((value, j) => f[j] * state[units + j] + value);
  return { proposed: part(3).map((sum, j) => (sigmoid(sum) * c[j]) / n[j]), cell: [...c, ...n] };
}

/** The state: C row by row and n of every head, without a stabiliser (Beck et al. 2024, eqs. 19 to 27). */
function mLSTMStep(
  { units, heads }: Extract<RecurrentLayerConfig, { type: 'mLSTM' }>,
  x: readonly number[],
  state: readonly number[],
  a: Arrays,
): { proposed: number[]; cell: number[] } {
  const w = units / heads;
  const sums = plus(times(x, a.kernel, a.bias.length), a.bias);
  const outcome: { proposed: number[]; cell: number[] } = { proposed: [], cell: [] };
  for (let head = 0; head < heads; head++) {
    const part = (which: number): number[] => sums.slice(which * units + head * w, which * units + (head + 1) * w);
    const [q, k, v, o] = [part(0), part(1).map((value) => value / Math.sqrt(w)), part(2), part(3).map(sigmoid)];
    const [i, f] = [Math.exp(sums[4 * units + head]), sigmoid(sums[4 * units + heads + head])];
    const own = state.slice(head * (w * w + w), (head + 1) * (w * w + w));
    const matrix = own.slice(0, w * w).map((old, at) => f * old + i * k[Math.floor(at / w)] * v[at % w]);
    const n = own.slice(w * w).map((old, r) => f * old + i * k[r]);
    const size = Math.max(Math.abs(n.reduce((sum, value, r) => sum + value * q[r], 0)), 1);
    outcome.proposed.push(...times(q, matrix, w).map((value, j) => (o[j] * value) / size));
    outcome.cell.push(...matrix, ...n);
  }
  return outcome;
}

/** The state: u of the steps before, the oldest first; then x of every unit (selective_scan_ref of mamba_ssm). */
function mambaStep(
  { units, stateSize, convolution, rank = Math.ceil(units / 16) }: Extract<RecurrentLayerConfig, { type: 'mamba' }>,
  input: readonly number[],
  state: readonly number[],
  a: Arrays,
): { proposed: number[]; cell: number[] } {
  const silu = (v: number): number => v * sigmoid(v);
  const projected = times(input, a.kernel, 2 * units);
  const window = [...state.slice(0, (convolution - 1) * units), ...projected.slice(0, units)];
  const u = a.convolutionBias.map((bias, j) => {
    let sum = bias;
    for (let k = 0; k < convolution; k++) sum += a.convolutionKernel[k * units + j] * window[k * units + j];
    return silu(sum);
  });
  const selected = times(u, a.selectionKernel, rank + 2 * stateSize);
  const [b, c] = [selected.slice(rank, rank + stateSize), selected.slice(rank + stateSize)];
  const delta = plus(times(selected.slice(0, rank), a.stepKernel, units), a.stepBias).map(rates.softplus);
  const x = state.slice((convolution - 1) * units).map((old, at) => {
    const [j, n] = [Math.floor(at / stateSize), at % stateSize];
    return Math.exp(-delta[j] * Math.exp(a.logRates[at])) * old + delta[j] * b[n] * u[j];
  });
  const y = u.map((value, j) => a.direct[j] * value + c.reduce((sum, cn, n) => sum + cn * x[j * stateSize + n], 0));
  return { proposed: y.map((value, j) => value * silu(projected[units + j])), cell: [...window.slice(units), ...x] };
}

/** S [w,w] of every head, one after the other. */
function matrixStep(
  { units, heads, decay, rule }: Extract<RecurrentLayerConfig, { type: 'matrixState' }>,
  x: readonly number[],
  state: readonly number[],
  a: Arrays,
): { proposed: number[]; cell: number[] } {
  const w = units / heads;
  const sums = plus(times(x, a.kernel, a.bias.length), a.bias);
  const delta = rule === 'delta';
  const decays = decay === 'none' ? 0 : decay === 'scalar' ? heads : units;
  const unit = (v: number[]): number[] => v.map((value) => value / Math.sqrt(v.reduce((s, y) => s + y * y, 1e-6)));
  const outcome: { proposed: number[]; cell: number[] } = { proposed: [], cell: [] };
  for (let h = 0; h < heads; h++) {
    const part = (from: number): number[] => sums.slice(from + h * w, from + (h + 1) * w);
    const query = delta ? unit(part(0)) : part(0).map((value) => value / Math.sqrt(w));
    const key = delta ? unit(part(units)) : part(units);
    const rows = key.map((_, i) => {
      const gate = decay === 'scalar' ? h : h * w + i;
      const factor = decays > 0 ? sigmoid(sums[3 * units + gate]) ** (1 / 16) : 1;
      return state.slice((h * w + i) * w, (h * w + i + 1) * w).map((value) => factor * value);
    });
    const read = (v: number[]): number[] => v.map((_, j) => rows.reduce((sum, row, i) => sum + row[j] * v[i], 0));
    const strength = delta ? sigmoid(sums[3 * units + decays + h]) : 1;
    const recalled = delta ? read(key) : key.map(() => 0);
    const written = part(2 * units).map((value, j) => strength * (value - recalled[j]));
    for (const [i, row] of rows.entries()) for (const [j, value] of written.entries()) row[j] += key[i] * value;
    outcome.proposed.push(...read(query));
    outcome.cell.push(...rows.flat());
  }
  return outcome;
}

function step(
  config: RecurrentLayerConfig,
  x: readonly number[],
  h: readonly number[],
  c: number[],
  a: Arrays,
): { proposed: number[]; cell: number[] } {
  const { units } = config;
  const only = (proposed: number[]) => ({ proposed, cell: c });
  switch (config.type) {
    case 'simpleRNN':
      return only(
        plus(times(x, a.kernel, units), times(h, a.recurrentKernel, units), a.bias).map(activations[config.activation]),
      );
    case 'indRNN':
      return only(
        plus(
          times(x, a.kernel, units),
          h.map((value, j) => value * a.recurrentKernel[j]),
          a.bias,
        ).map(activations[config.activation]),
      );
    case 'gru': {
      const driven = plus(times(x, a.kernel, 3 * units), a.bias.slice(0, 3 * units));
      const recurrent = times(h, a.recurrentKernel, 3 * units);
      if (config.resetAfter)
        return only(
          h.map((value, j) => {
            const [z, r] = [sigmoid(driven[j] + recurrent[j]), sigmoid(driven[units + j] + recurrent[units + j])];
            const product = recurrent[2 * units + j] + a.bias[3 * units + j];
            return z * value + (1 - z) * Math.tanh(driven[2 * units + j] + r * product);
          }),
        );
      const z = h.map((_, j) => sigmoid(driven[j] + recurrent[j]));
      const reset = h.map((value, j) => value * sigmoid(driven[units + j] + recurrent[units + j]));
      const inner = times(reset, a.recurrentKernel, 3 * units);
      return only(
        h.map((value, j) => z[j] * value + (1 - z[j]) * Math.tanh(driven[2 * units + j] + inner[2 * units + j])),
      );
    }
    case 'minGRU': {
      const sums = plus(times(x, a.kernel, 2 * units), a.bias);
      return only(h.map((value, j) => (1 - sigmoid(sums[j])) * value + sigmoid(sums[j]) * sums[units + j]));
    }
    case 'minLSTM': {
      const sums = plus(times(x, a.kernel, 3 * units), a.bias);
      return only(
        h.map((value, j) => {
          const [forget, input] = [sigmoid(sums[j]), sigmoid(sums[units + j])];
          return (forget * value + input * sums[2 * units + j]) / (forget + input);
        }),
      );
    }
    case 'rgLRU': {
      const input = plus(times(x, a.kernel, units), a.bias);
      const gates = plus(times(input, a.gateKernel, 2 * units), a.gateBias).map(sigmoid);
      return only(
        h.map((value, j) => {
          const decay = Math.exp(-8 * Math.log1p(Math.exp(a.lambda[j])) * gates[j]);
          return decay * value + Math.sqrt(1 - decay ** 2) * gates[units + j] * input[j];
        }),
      );
    }
    case 'echoState': {
      const sums = plus(times(x, a.kernel, units), times(h, a.recurrentKernel, units), a.bias);
      return only(h.map((old, j) => (1 - config.leak) * old + config.leak * activations[config.activation](sums[j])));
    }
    case 'matrixState':
      return matrixStep(config, x, c, a);
    case 'sLSTM':
      return sLSTMStep(config, x, h, c, a);
    case 'mLSTM':
      return mLSTMStep(config, x, c, a);
    case 'mamba':
      return mambaStep(config, x, c, a);
    case 'leakyRNN': {
      const exciting = Math.round((config.excitatory ?? 1) * units);
      const matrix = a.recurrentKernel.map((w, at) =>
        config.excitatory === undefined ? w : Math.abs(w) * (at < exciting * units ? 1 : -1),
      );
      const sums = plus(times(x, a.kernel, units), times(h.map(rates[config.activation]), matrix, units), a.bias);
      return only(h.map((s, j) => (1 - config.leak) * s + config.leak * sums[j]));
    }
    case 'lru': {
      const half = units / 2;
      const driven = times(x, a.kernel, units);
      const modulus = a.logDecay.map((nu) => Math.exp(-Math.exp(nu)));
      const phase = a.logPhase.map(Math.exp);
      return only(
        h.map((_, i) => {
          const j = i % half;
          const [re, im] = [modulus[j] * Math.cos(phase[j]), modulus[j] * Math.sin(phase[j])];
          const turned = i < half ? re * h[j] - im * h[half + j] : re * h[half + j] + im * h[j];
          return turned + Math.sqrt(1 - modulus[j] ** 2) * driven[i];
        }),
      );
    }
    case 'lstm': {
      const ofInput = times(x, a.kernel, 4 * units);
      const ofState = times(h, a.recurrentKernel, 4 * units);
      const sums = config.layerNormalization
        ? plus(
            normalize(ofInput).map((v, j) => v * a.kernelGamma[j]),
            normalize(ofState).map((v, j) => v * a.recurrentGamma[j]),
            a.bias,
          )
        : plus(ofInput, ofState, a.bias);
      const peep = (gate: number, j: number, cell: number): number =>
        config.peepholes ? a.peepholes[gate * units + j] * cell : 0;
      const cell = c.map(
        (old, j) =>
          sigmoid(sums[units + j] + peep(1, j, old)) * old +
          sigmoid(sums[j] + peep(0, j, old)) * Math.tanh(sums[2 * units + j]),
      );
      const read = config.layerNormalization ? normalize(cell).map((v, j) => v * a.cellGamma[j] + a.cellBeta[j]) : cell;
      return { proposed: read.map((v, j) => sigmoid(sums[3 * units + j] + peep(2, j, cell[j])) * Math.tanh(v)), cell };
    }
  }
}
