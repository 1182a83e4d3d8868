import type { HistorySource } from '../../../src/information/estimators/known/annealing/historySource';
import type { SteppedNetwork } from '../../../src/base/stepped/steppedNetwork';
import { statesOf } from '../../../src/information/estimators/known/annealing/annealedInformation';
import { Random } from '../../../src/base/random';

/** h_t = f(U h_{t-1} + W[x_t]) without a bias; U [units, units] by the unit that is fed, W [alphabet, units]. */
export function matrixNetwork(
  units: number,
  recurrent: readonly number[],
  kernel: readonly number[],
  f: (x: number) => number,
): SteppedNetwork {
  return {
    width: units,
    dimensions: units,
    cost: units * units,
    step: (before, symbols, count, after) => {
      for (let i = 0; i < count; i++)
        for (let j = 0; j < units; j++) {
          let sum = kernel[symbols[i] * units + j];
          for (let k = 0; k < units; k++) sum += before[i * units + k] * recurrent[k * units + j];
          after[i * units + j] = f(sum);
        }
    },
    observe: (states, _count, means) => means.set(states.subarray(0, means.length)),
  };
}

/** A tanh network with random weights. */
export function tanhNetwork(units: number, alphabet: number, gain: number, seed: number): SteppedNetwork {
  const random = new Random(seed);
  const draw = (count: number, scale: number): number[] => Array.from({ length: count }, () => scale * random.normal());
  return matrixNetwork(units, draw(units * units, gain / Math.sqrt(units)), draw(alphabet * units, 1), Math.tanh);
}

/** Unit s holds the value of s steps ago, fading: a delay line of `levels` evenly spaced from -1 to 1. */
export function delayLine(units: number, levels: number, fading: number): SteppedNetwork {
  return {
    width: units,
    dimensions: units,
    cost: units,
    step: (before, symbols, count, after) => {
      for (let i = 0, at = 0; i < count; i++) {
        for (let j = units - 1; j > 0; j--) after[at + j] = fading * before[at + j - 1];
        after[at] = (2 * symbols[i]) / (levels - 1) - 1;
        at += units;
      }
    },
    observe: (states, _count, means) => means.set(states.subarray(0, means.length)),
  };
}

export const uniform = (alphabet: number, length: number): HistorySource => ({
  alphabet,
  length,
  independent: true,
  draw: (random, symbols, from) => {
    for (let t = 0; t < length; t++) symbols[from + t] = random.integer(alphabet);
  },
  logProbability: () => -length * Math.log(alphabet),
  alternatives: (_symbols, _from, _t, out) => out.fill(0),
  drawBefore: (random, symbols, from, steps) => {
    for (let t = 0; t < steps; t++) symbols[from + t] = random.integer(alphabet);
  },
});

/** A chain whose symbol stays with probability `stay`, the first uniform. */
export const sticky = (alphabet: number, length: number, stay: number): HistorySource => {
  const other = (1 - stay) / (alphabet - 1);
  return {
    alphabet,
    length,
    draw: (random, symbols, from) => {
      symbols[from] = random.integer(alphabet);
      for (let t = 1; t < length; t++) {
        const before = symbols[from + t - 1];
        symbols[from + t] = random.uniform() < stay ? before : (before + 1 + random.integer(alphabet - 1)) % alphabet;
      }
    },
    logProbability: (symbols, from) => {
      let sum = -Math.log(alphabet);
      for (let t = 1; t < length; t++) sum += Math.log(symbols[from + t] === symbols[from + t - 1] ? stay : other);
      return sum;
    },
  };
};

/** Every sequence of the alphabet, [alphabet^length, length]. */
export function everySequence(alphabet: number, length: number): Int32Array {
  const count = alphabet ** length;
  const symbols = new Int32Array(count * length);
  for (let i = 0; i < count; i++)
    for (let t = 0, left = i; t < length; t++, left = Math.floor(left / alphabet))
      symbols[i * length + t] = left % alphabet;
  return symbols;
}

/** ln p(h) up to the constant of the likelihoods, of every state in turn, by summing over all histories. */
export function exactLogDensity(
  network: SteppedNetwork,
  source: HistorySource,
  values: Float64Array,
  deviation: number,
): Float64Array {
  const { alphabet, length } = source;
  const every = everySequence(alphabet, length);
  const count = every.length / length;
  const means = statesOf(network, every, count, length);
  const { dimensions } = network;
  return Float64Array.from({ length: values.length / dimensions }, (_, i) => {
    let top = -Infinity;
    const logs = Float64Array.from({ length: count }, (_, m) => {
      let squared = 0;
      for (let d = 0; d < dimensions; d++) squared += (values[i * dimensions + d] - means[m * dimensions + d]) ** 2;
      const log = source.logProbability(every, m * length) - squared / (2 * deviation ** 2);
      top = Math.max(top, log);
      return log;
    });
    return top + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - top), 0));
  });
}

/** I(X;c X + N(0,1)) in bits of evenly spaced levels from -1 to 1, by the trapezoid rule over 12 deviations. */
export function levelsInNoise(levels: number, amplitude: number): number {
  const centres = Array.from({ length: levels }, (_, i) => amplitude * ((2 * i) / (levels - 1) - 1));
  const normal = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  const step = 0.01;
  let nats = 0;
  for (let z = -amplitude - 12; z <= amplitude + 12; z += step) {
    const densities = centres.map((centre) => normal(z - centre));
    const mixture = densities.reduce((a, b) => a + b, 0) / levels;
    for (const density of densities) if (density > 0) nats += (step / levels) * density * Math.log(density / mixture);
  }
  return nats / Math.LN2;
}
