import type { Sequences } from '../../../data/dataset';
import { continuousSequences } from '../../../data/sequences';
import type { LatentNetwork } from '../../../information/estimators/known/latent/latentNetwork';
import type { LayerActivations } from '../../../models/activations';
import type { GivenNoise } from '../../../models/model';
import type { SteppedSnapshot } from '../stepped/steppedLayers';
import type { WhiteInputs } from './whiteInputs';

/** What handing over a number of noise costs, in multiplications. */
export const copyCost = 32;

/** How a network is run, over sequences of which only the size matters. */
export interface LayerRuns extends Pick<SteppedSnapshot, 'weights' | 'runs'> {
  readonly set: { readonly inputs: Pick<Sequences, 'length' | 'features'> };
}

type Named = Pick<LayerActivations, 'layer' | 'units'>;

/** A layer's mean at the last step as a function of white inputs. */
export function latentLayer(
  { set, weights, runs }: LayerRuns,
  white: WhiteInputs,
  { layer, units }: Named,
  deviation: number,
): LatentNetwork {
  const { length, features } = set.inputs;
  const sequences = (points: Float64Array) =>
    continuousSequences(white.inputs(points), points.length / white.latents, length, features);
  return {
    latents: white.latents,
    dimensions: units,
    deviation,
    cost: length * weightsOf(weights),
    means: async (points) => meansOf(await runs.lastStates(sequences(points)), layer),
    pull: async (points, _owners, cotangents) => {
      const { states, gradients } = await runs.pullBack(layer, sequences(points), (some, first) =>
        Float32Array.from(cotangents(Float64Array.from(some), first)),
      );
      return { means: Float64Array.from(states), gradients: white.pull(gradients) };
    },
  };
}

/**
 * The same for a layer with noise N(0, deviation^2 I) inside its recurrence: a function of white inputs, and after
 * them of the noise of all steps before the last, which is what the state adds to its mean.
 */
export function noisyLatentLayer(
  { set, weights, runs }: LayerRuns,
  white: WhiteInputs,
  { layer, units }: Named,
  deviation: number,
): LatentNetwork {
  const { length, features } = set.inputs;
  const earlier = (length - 1) * units;
  const latents = white.latents + earlier;
  const parts = (points: Float64Array) => {
    const count = points.length / latents;
    const inputs = new Float64Array(count * white.latents);
    const noise = new Float32Array(count * length * units);
    for (let i = 0; i < count; i++) {
      const from = i * latents;
      inputs.set(points.subarray(from, from + white.latents), i * white.latents);
      for (let k = 0; k < earlier; k++) noise[i * length * units + k] = deviation * points[from + white.latents + k];
    }
    const given: GivenNoise = { layer, values: continuousSequences(noise, count, length, units) };
    return { count, given, sequences: continuousSequences(white.inputs(inputs), count, length, features) };
  };
  return {
    latents,
    dimensions: units,
    deviation,
    // The noise is read through the recurrent weights once more, and copied.
    cost: length * (weightsOf(weights) + units * (units + copyCost)),
    means: async (points) => {
      const { sequences, given } = parts(points);
      return meansOf(await runs.lastStates(sequences, given), layer);
    },
    pull: async (points, _owners, cotangents) => {
      const { count, sequences, given } = parts(points);
      const { states, gradients, ofNoise } = await runs.pullBack(
        layer,
        sequences,
        (some, first) => Float32Array.from(cotangents(Float64Array.from(some), first)),
        given,
      );
      if (!ofNoise) throw new Error('Noise was given, so its gradient is there.');
      const ofInputs = white.pull(gradients);
      const out = new Float64Array(count * latents);
      for (let i = 0; i < count; i++) {
        out.set(ofInputs.subarray(i * white.latents, (i + 1) * white.latents), i * latents);
        for (let k = 0; k < earlier; k++)
          out[i * latents + white.latents + k] = deviation * ofNoise[i * length * units + k];
      }
      return { means: Float64Array.from(states), gradients: out };
    },
  };
}

export const weightsOf = (weights: SteppedSnapshot['weights']): number =>
  Object.values(weights).reduce((sum, { values }) => sum + values.length, 0);

export function meansOf(states: ReadonlyMap<string, Float32Array>, layer: string): Float64Array {
  const means = states.get(layer);
  if (!means) throw new Error(`The network has no layer "${layer}".`);
  return Float64Array.from(means);
}
