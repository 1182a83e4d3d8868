import { Random } from '../../../base/random';
import { continuousSequences } from '../../../data/sequences';
import { closeEnough } from '../../../information/estimators/known/fromRatios';
import { latentInformation } from '../../../information/estimators/known/latent/latentInformation';
import type { LatentNetwork } from '../../../information/estimators/known/latent/latentNetwork';
import { amount } from '../../../information/types/warnings';
import type { LayerActivations } from '../../../models/activations';
import { analysisReason } from '../../../result/reasons';
import { isMain } from '../../../result/subject';
import type { NatsEstimate } from '../natsEstimate';
import type { SteppedSnapshot } from '../stepped/steppedLayers';
import { whiteInputs, type WhiteInputs } from './whiteInputs';

/** At most so many states are weighed. */
const mostStates = 1024;
/** What a second of the budget is taken to buy here, in multiplications. */
const multiplicationsASecond = 1e9;

/**
 * I(X;H) of the last step by Laplace proposals or Hamiltonian annealing over Gaussian inputs, where a mixture of
 * histories left its two bounds apart. What both say is kept. The state has to be a function of the input plus Gaussian
 * noise of one known variance.
 * @throws CancelledError
 */
export async function gaussianEstimates(
  snapshot: SteppedSnapshot,
  seconds: number,
  signal?: AbortSignal,
): Promise<NatsEstimate[]> {
  const { config, estimates, states, set } = snapshot;
  const white = whiteInputs(config.data);
  if (!white || config.analysis.estimator !== 'auto') return [];
  // Recorded states that are no layer's own have no means at other inputs.
  const own = new Set(config.model.layers.map(({ name }) => name));
  const open = states
    .filter((one) => own.has(one.layer))
    .flatMap((layer) => {
      const whole = estimates.find(
        (one) =>
          one.quantity === 'inputInformation' &&
          one.target === layer.layer &&
          one.time === set.inputs.length &&
          one.estimator === 'knownConditional' &&
          isMain(one),
      );
      const { conditional, stochastic } = layer;
      if (!whole || (conditional ? conditional.variances.length !== 1 : stochastic)) return [];
      if (whole.bound === 'none' || width(whole) <= closeEnough) return [];
      return [{ layer, whole, deviation: Math.sqrt(conditional?.variances[0] ?? config.analysis.noise.variance) }];
    });
  const better: NatsEstimate[] = [];
  for (const { layer, whole, deviation } of open) {
    const found = await latentInformation(
      latentLayer(snapshot, white, layer, deviation),
      { budget: (seconds * multiplicationsASecond) / open.length, close: closeEnough, mostStates },
      new Random(config.seed).fork(`Gaussian inputs of ${layer.layer}`),
      signal,
    );
    if (!found || (found.low <= whole.low && found.high >= whole.high)) continue;
    // Both intervals hold: so does what they have in common.
    const low = Math.max(whole.low, found.low);
    const high = Math.max(low, Math.min(whole.high, found.high));
    const isNarrower = found.high - found.low < width(whole);
    const { warnings, histories, ...rest } = whole;
    const why =
      found.by === 'laplace'
        ? analysisReason('laplace', found.states, found.draws, amount(found.gap, 2))
        : analysisReason('hamiltonian', found.states, found.rungs, found.draws, amount(found.gap, 2));
    better.push({
      ...rest,
      value: Math.min(high, Math.max(low, isNarrower ? found.nats : whole.value)),
      low,
      high,
      bound: isNarrower ? found.bound : whole.bound,
      samples: isNarrower ? found.states : whole.samples,
      ...(!isNarrower && histories !== undefined && { histories }),
      reason: [...(isNarrower ? [] : (whole.reason ?? [])), why],
    });
  }
  return better;
}

/** A layer's mean at the last step as a function of white inputs. */
export function latentLayer(
  { set, weights, runs }: Pick<SteppedSnapshot, 'set' | 'weights' | 'runs'>,
  white: WhiteInputs,
  { layer, units }: Pick<LayerActivations, 'layer' | 'units'>,
  deviation: number,
): LatentNetwork {
  const { length, features } = set.inputs;
  const sequences = (points: Float64Array) =>
    continuousSequences(white.inputs(points), points.length / white.latents, length, features);
  return {
    latents: white.latents,
    dimensions: units,
    deviation,
    cost: length * Object.values(weights).reduce((sum, { values }) => sum + values.length, 0),
    means: async (points) => {
      const means = (await runs.lastStates(sequences(points))).get(layer);
      if (!means) throw new Error(`The network has no layer "${layer}".`);
      return Float64Array.from(means);
    },
    pull: async (points, _owners, cotangents) => {
      const { states, gradients } = await runs.pullBack(layer, sequences(points), (some, first) =>
        Float32Array.from(cotangents(Float64Array.from(some), first)),
      );
      return { means: Float64Array.from(states), gradients: white.pull(gradients) };
    },
  };
}

const width = ({ low, high }: NatsEstimate): number => high - low;
