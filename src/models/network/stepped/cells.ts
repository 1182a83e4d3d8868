import type { RecurrentLayerConfig } from '../../../config/schema/recurrentCells';
import { normalizationEpsilon } from '../../layers/layerNormalization';
import { sigmoid, softplus } from '../../kernels/typescript/sigmoid';
import { rateOf } from '../../kernels/typescript/stepped/rates';
import { signedWeights } from '../../layers/recurrent/cells/leakyRNN';
import { steppedMLSTM, steppedSLSTM } from './exponentialGates';
import { steppedMamba } from './mamba';
import { steppedMatrixState } from './matrixState';
import { productOf } from './product';
import { steppedResetAfterGRU } from './resetAfterGRU';
import type { SteppedLayer } from './steppedLayer';

/** The arrays of one layer by the last part of their names. */
export type LayerArrays = (name: string) => Float32Array;

export const activations = {
  tanh: Math.tanh,
  relu: (x: number): number => (x > 0 ? x : 0),
  linear: (x: number): number => x,
};

/** Multiplications that a transcendental function is taken to cost. */
export const functionCost = 16;

/** A recurrent cell one step at a time; the equations of `layers/recurrent/cells/`, in double precision. */
export function steppedCell(config: RecurrentLayerConfig, own: LayerArrays): SteppedLayer {
  const { units } = config;
  const arrays: LayerArrays = (name) =>
    name === 'bias' && 'useBias' in config && config.useBias === false
      ? new Float32Array(biasCount(config))
      : own(name);
  switch (config.type) {
    case 'echoState':
    case 'simpleRNN':
    case 'indRNN': {
      const kernel = productOf(arrays('kernel'), units);
      const bias = arrays('bias');
      const u = arrays('recurrentKernel');
      const recurrent = config.type === 'indRNN' ? undefined : productOf(u, units);
      const leak = config.type === 'echoState' ? config.leak : 1;
      const f = activations[config.activation];
      const sums = new Float64Array(units);
      return {
        width: units,
        units,
        ...(config.type === 'echoState' && { gates: [new Float64Array(units).fill(1 - leak)] }),
        cost: kernel.cost + (recurrent?.cost ?? units) + (config.activation === 'tanh' ? functionCost : 1) * units,
        step: (x, before, after, at) => {
          sums.set(bias);
          kernel.add(x, 0, sums);
          if (recurrent) recurrent.add(before, at, sums);
          else for (let j = 0; j < units; j++) sums[j] += u[j] * before[at + j];
          for (let j = 0; j < units; j++) after[at + j] = (1 - leak) * before[at + j] + leak * f(sums[j]);
        },
      };
    }
    case 'gru':
      return config.resetAfter
        ? steppedResetAfterGRU(units, arrays('kernel'), arrays('recurrentKernel'), arrays('bias'), functionCost)
        : gru(units, arrays);
    case 'lstm':
      return lstm(config, arrays);
    case 'minGRU':
      return gated(units, 2, 1, arrays, (sums, j, h, [update]) => {
        const z = sigmoid(sums[j]);
        update[j] = z;
        return (1 - z) * h + z * sums[units + j];
      });
    case 'minLSTM':
      return gated(units, 3, 2, arrays, (sums, j, h, [forget, input]) => {
        // ln(f/i) by softplus, because f and i may both be too small for a division.
        const odds = softplus(-sums[units + j]) - softplus(-sums[j]);
        forget[j] = sigmoid(odds);
        input[j] = sigmoid(-odds);
        return forget[j] * h + input[j] * sums[2 * units + j];
      });
    case 'rgLRU':
      return rgLRU(units, arrays);
    case 'lru':
      return lru(units, arrays);
    case 'matrixState':
      return steppedMatrixState(config, arrays('kernel'), arrays('bias'), functionCost);
    case 'sLSTM':
      return steppedSLSTM(config, arrays, functionCost);
    case 'mLSTM':
      return steppedMLSTM(config, arrays, functionCost);
    case 'mamba':
      return steppedMamba(config, arrays, functionCost);
    case 'leakyRNN':
      return leaky(config, arrays);
  }
}

/** Values of the bias of a cell that may be without one. */
const biasCount = (config: Extract<RecurrentLayerConfig, { type: 'simpleRNN' | 'lstm' | 'gru' }>): number =>
  config.units * (config.type === 'simpleRNN' ? 1 : config.type === 'gru' && !config.resetAfter ? 3 : 4);

/**
 * A cell whose gates read only the input.
 * @param parts of its product with the input @param shown gates
 */
function gated(
  units: number,
  parts: number,
  shown: number,
  arrays: LayerArrays,
  next: (sums: Float64Array, j: number, h: number, gates: readonly Float64Array[]) => number,
): SteppedLayer {
  const kernel = productOf(arrays('kernel'), parts * units);
  const bias = arrays('bias');
  const sums = new Float64Array(parts * units);
  const gates = emptyGates(shown, units);
  return {
    width: units,
    units,
    cost: kernel.cost + 2 * functionCost * units,
    gates,
    step: (x, before, after, at) => {
      sums.set(bias);
      kernel.add(x, 0, sums);
      for (let j = 0; j < units; j++) after[at + j] = next(sums, j, before[at + j], gates);
    },
  };
}

export const emptyGates = (count: number, columns: number): Float64Array[] =>
  Array.from({ length: count }, () => new Float64Array(columns));

function gru(units: number, arrays: LayerArrays): SteppedLayer {
  const kernel = productOf(arrays('kernel'), 3 * units);
  const whole = arrays('recurrentKernel');
  const columns = (from: number, to: number): number[] =>
    Array.from(whole).filter((_, at) => at % (3 * units) >= from && at % (3 * units) < to);
  const gates = productOf(columns(0, 2 * units), 2 * units);
  const candidate = productOf(columns(2 * units, 3 * units), units);
  const bias = arrays('bias');
  const sums = new Float64Array(3 * units);
  const inner = sums.subarray(2 * units);
  const reset = new Float64Array(units);
  const shown = emptyGates(3, units);
  const [update, resets, proposed] = shown;
  return {
    width: units,
    units,
    gates: shown,
    cost: kernel.cost + gates.cost + candidate.cost + 3 * functionCost * units,
    step: (x, before, after, at) => {
      sums.set(bias);
      kernel.add(x, 0, sums);
      gates.add(before, at, sums);
      for (let j = 0; j < units; j++) {
        resets[j] = sigmoid(sums[units + j]);
        reset[j] = before[at + j] * resets[j];
      }
      candidate.add(reset, 0, inner);
      for (let j = 0; j < units; j++) {
        const z = sigmoid(sums[j]);
        update[j] = z;
        proposed[j] = Math.tanh(inner[j]);
        after[at + j] = z * before[at + j] + (1 - z) * proposed[j];
      }
    },
  };
}

/** Leaves h, then c. */
function lstm(config: Extract<RecurrentLayerConfig, { type: 'lstm' }>, arrays: LayerArrays): SteppedLayer {
  const { units, peepholes, layerNormalization } = config;
  const kernel = productOf(arrays('kernel'), 4 * units);
  const recurrent = productOf(arrays('recurrentKernel'), 4 * units);
  const bias = arrays('bias');
  const peep = peepholes ? arrays('peepholes') : new Float32Array(3 * units);
  const gains = layerNormalization
    ? {
        kernel: arrays('kernelGamma'),
        recurrent: arrays('recurrentGamma'),
        cell: arrays('cellGamma'),
        shift: arrays('cellBeta'),
      }
    : undefined;
  const sums = new Float64Array(4 * units);
  const ofState = new Float64Array(4 * units);
  const read = new Float64Array(units);
  const gates = emptyGates(4, units);
  const [input, forget, output, candidate] = gates;
  return {
    width: 2 * units,
    units,
    gates,
    cost: kernel.cost + recurrent.cost + 5 * functionCost * units,
    step: (x, before, after, at) => {
      const cell = at + units;
      if (gains) {
        sums.fill(0);
        ofState.fill(0);
        kernel.add(x, 0, sums);
        recurrent.add(before, at, ofState);
        normalize(sums);
        normalize(ofState);
        for (let j = 0; j < sums.length; j++)
          sums[j] = sums[j] * gains.kernel[j] + ofState[j] * gains.recurrent[j] + bias[j];
      } else {
        sums.set(bias);
        kernel.add(x, 0, sums);
        recurrent.add(before, at, sums);
      }
      for (let j = 0; j < units; j++) {
        const old = before[cell + j];
        input[j] = sigmoid(sums[j] + peep[j] * old);
        forget[j] = sigmoid(sums[units + j] + peep[units + j] * old);
        candidate[j] = Math.tanh(sums[2 * units + j]);
        after[cell + j] = forget[j] * old + input[j] * candidate[j];
        read[j] = after[cell + j];
      }
      if (gains) {
        normalize(read);
        for (let j = 0; j < units; j++) read[j] = read[j] * gains.cell[j] + gains.shift[j];
      }
      for (let j = 0; j < units; j++) {
        output[j] = sigmoid(sums[3 * units + j] + peep[2 * units + j] * after[cell + j]);
        after[at + j] = output[j] * Math.tanh(read[j]);
      }
    },
  };
}

/** To mean 0 and variance 1, in place. */
export function normalize(values: Float64Array, epsilon = normalizationEpsilon): void {
  let mean = 0;
  for (const value of values) mean += value;
  mean /= values.length;
  let variance = 0;
  for (const value of values) variance += (value - mean) ** 2;
  const scale = 1 / Math.sqrt(variance / values.length + epsilon);
  for (let j = 0; j < values.length; j++) values[j] = (values[j] - mean) * scale;
}

function rgLRU(units: number, arrays: LayerArrays): SteppedLayer {
  const kernel = productOf(arrays('kernel'), units);
  const gate = productOf(arrays('gateKernel'), 2 * units);
  const [bias, gateBias] = [arrays('bias'), arrays('gateBias')];
  const rate = Float64Array.from(arrays('lambda'), (value) => 8 * softplus(value));
  const input = new Float64Array(units);
  const sums = new Float64Array(2 * units);
  const gates = emptyGates(3, units);
  const [recurrence, inputGate, decays] = gates;
  return {
    width: units,
    units,
    cost: kernel.cost + gate.cost + 4 * functionCost * units,
    gates,
    step: (x, before, after, at) => {
      input.set(bias);
      kernel.add(x, 0, input);
      sums.set(gateBias);
      gate.add(input, 0, sums);
      for (let j = 0; j < units; j++) {
        recurrence[j] = sigmoid(sums[j]);
        inputGate[j] = sigmoid(sums[units + j]);
        const decay = Math.exp(-rate[j] * recurrence[j]);
        decays[j] = decay;
        after[at + j] = decay * before[at + j] + Math.sqrt(1 - decay ** 2) * inputGate[j] * input[j];
      }
    },
  };
}

/** Leaves s; others read f(s). */
function leaky(config: Extract<RecurrentLayerConfig, { type: 'leakyRNN' }>, arrays: LayerArrays): SteppedLayer {
  const { units, leak, activation } = config;
  const kernel = productOf(arrays('kernel'), units);
  const recurrent = productOf(signedWeights(config, arrays('recurrentKernel')), units);
  const bias = arrays('bias');
  const f = rateOf[activation];
  const sums = new Float64Array(units);
  const rates = new Float64Array(units);
  return {
    width: units,
    units,
    cost: kernel.cost + recurrent.cost + functionCost * units,
    gates: [new Float64Array(units).fill(1 - leak)],
    handedOn: f,
    step: (x, before, after, at) => {
      sums.set(bias);
      kernel.add(x, 0, sums);
      for (let j = 0; j < units; j++) rates[j] = f(before[at + j]);
      recurrent.add(rates, 0, sums);
      for (let j = 0; j < units; j++) after[at + j] = (1 - leak) * before[at + j] + leak * sums[j];
    },
  };
}

/** Complex numbers, real parts first. */
function lru(units: number, arrays: LayerArrays): SteppedLayer {
  const half = units / 2;
  const kernel = productOf(arrays('kernel'), units);
  const modulus = Float64Array.from(arrays('logDecay'), (nu) => Math.exp(-Math.exp(nu)));
  const phase = Float64Array.from(arrays('logPhase'), Math.exp);
  const real = modulus.map((r, j) => r * Math.cos(phase[j]));
  const imaginary = modulus.map((r, j) => r * Math.sin(phase[j]));
  const scale = modulus.map((r) => Math.sqrt(1 - r * r));
  const driven = new Float64Array(units);
  return {
    width: units,
    units,
    cost: kernel.cost + 3 * units,
    gates: [modulus],
    step: (x, before, after, at) => {
      driven.fill(0);
      kernel.add(x, 0, driven);
      for (let j = 0; j < half; j++) {
        const [re, im] = [before[at + j], before[at + half + j]];
        after[at + j] = real[j] * re - imaginary[j] * im + scale[j] * driven[j];
        after[at + half + j] = real[j] * im + imaginary[j] * re + scale[j] * driven[half + j];
      }
    },
  };
}
