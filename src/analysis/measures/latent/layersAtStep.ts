import { continuousSequences } from '../../../data/sequences';
import type { LatentNetwork } from '../../../information/estimators/known/latent/latentNetwork';
import type { LatentLayers } from '../../../information/estimators/known/latent/latentLayers';
import { copyCost, latentLayer, type LayerRuns, meansOf, noisyLatentLayer, weightsOf } from './latentLayer';
import type { WhiteInputs } from './whiteInputs';

/** A layer whose state is a mean plus Gaussian noise of one known variance. */
export interface DeclaredLayer {
  readonly name: string;
  readonly units: number;
  readonly deviation: number;
}

/** Layers that are run together. */
export interface RunTogether {
  readonly layers: readonly DeclaredLayer[];
  /** Whether the noise of earlier steps is handed on: inside the recurrence of the one layer. */
  readonly inner: boolean;
}

export interface LayersAtStep {
  readonly together: LatentLayers;
  /** Each layer alone, with gradients; of the same latents. */
  readonly alone: readonly LatentNetwork[];
}

/**
 * The layers' means at a step (counted from 1) as functions of all white inputs, and after them of the noise of all
 * steps before it where that is handed on. Before the last step no layer may see ahead.
 */
export function layersAtStep(
  { set, weights, runs }: LayerRuns,
  white: WhiteInputs,
  { layers, inner }: RunTogether,
  time: number,
): LayersAtStep {
  const { length, features } = set.inputs;
  const begun = time === length ? white : beginningOf(white, length * features, time * features);
  const asked: LayerRuns = { set: { inputs: { length: time, features } }, weights, runs };
  const alone = layers.map(({ name, units, deviation }) =>
    (inner ? noisyLatentLayer : latentLayer)(asked, begun, { layer: name, units }, deviation),
  );
  const { latents } = white;
  const [first] = alone;
  const sizes = layers.map(({ units, deviation }) => ({ dimensions: units, deviation }));
  if (inner)
    return {
      alone,
      together: {
        latents: first.latents,
        cost: first.cost + copyCost * first.latents,
        layers: sizes,
        means: async (points) => [await first.means(points, new Int32Array(0))],
      },
    };
  return {
    alone,
    together: {
      latents,
      cost: time * weightsOf(weights) + copyCost * latents,
      layers: sizes,
      means: async (points) => {
        const sequences = continuousSequences(begun.inputs(points), points.length / latents, time, features);
        const states = await runs.lastStates(sequences);
        return layers.map(({ name }) => meansOf(states, name));
      },
    },
  };
}

/** The first `kept` of the `width` inputs of every sequence, as functions of the same white inputs. */
const beginningOf = (white: WhiteInputs, width: number, kept: number): WhiteInputs => ({
  latents: white.latents,
  inputs: (points) => {
    const whole = white.inputs(points);
    const count = whole.length / width;
    const out = new Float32Array(count * kept);
    for (let i = 0; i < count; i++) out.set(whole.subarray(i * width, i * width + kept), i * kept);
    return out;
  },
  pull: (gradients) => {
    const count = gradients.length / kept;
    const whole = new Float32Array(count * width);
    for (let i = 0; i < count; i++) whole.set(gradients.subarray(i * kept, (i + 1) * kept), i * width);
    return white.pull(whole);
  },
});
