import type { LayerConfig } from '../../../config/schema/layers';
import { activations, functionCost, type LayerArrays, normalize } from './cells';
import { productOf } from './product';
import type { SteppedLayer } from './steppedLayer';

/** A layer without a state of its own at one step; undefined where it is more than that, or draws. */
export function stepwiseLayer(config: LayerConfig, read: number, arrays: LayerArrays): SteppedLayer | undefined {
  switch (config.type) {
    case 'embedding':
    case 'dense': {
      const { units } = config;
      const dense = config.type === 'dense';
      const kernel = productOf(arrays(dense ? 'kernel' : 'embeddings'), units);
      const bias = dense && config.useBias !== false ? arrays('bias') : new Float32Array(units);
      const activate = dense ? activation[config.activation] : activation.linear;
      const sums = new Float64Array(units);
      return layer(units, kernel.cost + functionCost * units, (x) => {
        sums.set(bias);
        kernel.add(x, 0, sums);
        activate(sums);
        return sums;
      });
    }
    case 'layerNormalization': {
      const [gamma, beta] = [arrays('gamma'), arrays('beta')];
      const scaled = new Float64Array(read);
      return layer(read, 4 * read, (x) => {
        scaled.set(x);
        normalize(scaled, config.epsilon);
        for (let j = 0; j < read; j++) scaled[j] = scaled[j] * gamma[j] + beta[j];
        return scaled;
      });
    }
    // Both hand on what they read, outside training.
    case 'dropout':
    case 'infomax':
      return layer(read, read, (x) => x);
    default:
      return undefined;
  }
}

function layer(units: number, cost: number, output: (x: Float64Array) => Float64Array): SteppedLayer {
  return {
    width: units,
    units,
    cost,
    step: (x, _before, after, at) => {
      const values = output(x);
      for (let j = 0; j < units; j++) after[at + j] = values[j];
    },
  };
}

const each =
  (f: (x: number) => number) =>
  (values: Float64Array): void => {
    for (let j = 0; j < values.length; j++) values[j] = f(values[j]);
  };

const activation = {
  linear: (): void => undefined,
  relu: each(activations.relu),
  tanh: each(Math.tanh),
  sigmoid: each((x) => 1 / (1 + Math.exp(-x))),
  softmax: (values: Float64Array): void => {
    let top = -Infinity;
    for (const value of values) if (value > top) top = value;
    let total = 0;
    for (let j = 0; j < values.length; j++) total += values[j] = Math.exp(values[j] - top);
    for (let j = 0; j < values.length; j++) values[j] /= total;
  },
};
