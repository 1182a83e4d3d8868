import { Random } from '../../../base/random';
import { closeEnough } from '../../../information/estimators/known/fromRatios';
import {
  type LatentInformation,
  latentInformation,
} from '../../../information/estimators/known/latent/latentInformation';
import type { LatentNetwork } from '../../../information/estimators/known/latent/latentNetwork';
import { amount } from '../../../information/types/warnings';
import type { LayerActivations } from '../../../models/activations';
import { analysisReason, type Reason } from '../../../result/reasons';
import { isMain } from '../../../result/subject';
import { inPlaceOf, type NewNumber } from '../inPlaceOf';
import type { NatsEstimate } from '../natsEstimate';
import type { SteppedSnapshot } from '../stepped/steppedLayers';
import { addedNoise } from './addedNoise';
import { innerVariance } from './innerVariance';
import { latentLayer, noisyLatentLayer } from './latentLayer';
import { whiteInputs, type WhiteInputs } from './whiteInputs';

/** At most so many states are weighed. */
const mostStates = 1024;
/** What a second of the budget is taken to buy here, in multiplications. */
export const multiplicationsASecond = 1e9;

/** A layer whose I(X;H) at the last step is open. */
interface Open {
  readonly whole: NatsEstimate;
  readonly network: LatentNetwork;
  /** How many of the latents are the input, where the others are earlier noise. */
  readonly inputs?: number;
}

/**
 * I(X;H) of the last step by Laplace proposals or Hamiltonian annealing over Gaussian inputs, where a mixture of
 * histories left its two bounds apart, and of states with noise inside their recurrence, of which nothing else has two
 * sides. What both say is kept. The state has to be a function of the input, and of earlier noise where that is inside
 * its recurrence, plus Gaussian noise of one known variance; so no layer below may draw.
 * @throws CancelledError
 */
export async function gaussianEstimates(
  snapshot: SteppedSnapshot,
  seconds: number,
  signal?: AbortSignal,
): Promise<NatsEstimate[]> {
  const { config, states } = snapshot;
  const white = whiteInputs(config.data);
  if (!white || config.analysis.estimator !== 'auto') return [];
  // Recorded states that are no layer's own have no means at other inputs.
  const own = new Set(config.model.layers.map(({ name }) => name));
  const open = states.flatMap((layer) => (own.has(layer.layer) ? openLayer(snapshot, white, layer) : []));
  const better: NatsEstimate[] = [];
  for (const { whole, network, inputs } of open) {
    const found = await latentInformation(
      network,
      {
        budget: (seconds * multiplicationsASecond) / open.length,
        close: closeEnough,
        mostStates,
        ...(inputs !== undefined && { inputs }),
      },
      new Random(config.seed).fork(`Gaussian inputs of ${whole.target}`),
      signal,
    );
    if (!found) continue;
    const sharper = inputs === undefined ? withBoth(whole, found) : inPlaceOf(whole, numberOf(found));
    if (sharper) better.push(sharper);
  }
  return better;
}

function openLayer(snapshot: SteppedSnapshot, white: WhiteInputs, layer: LayerActivations): Open[] {
  const { config, estimates, set } = snapshot;
  const whole = estimates.find(
    (one) =>
      one.quantity === 'inputInformation' &&
      one.target === layer.layer &&
      one.time === set.inputs.length &&
      isMain(one),
  );
  if (!whole) return [];
  const inner = innerVariance(config, layer.layer);
  if (inner !== undefined) {
    const isExact = whole.low === whole.high;
    const network = noisyLatentLayer(snapshot, white, layer, Math.sqrt(inner));
    return isExact ? [] : [{ whole, network, inputs: white.latents }];
  }
  if (whole.estimator !== 'knownConditional' || whole.bound === 'none' || width(whole) <= closeEnough) return [];
  const deviation = addedNoise(layer, config);
  return deviation === undefined ? [] : [{ whole, network: latentLayer(snapshot, white, layer, deviation) }];
}

/** What two bounds on one number say: both intervals hold, and so does what they have in common. */
function withBoth(whole: NatsEstimate, found: LatentInformation): NatsEstimate | undefined {
  if (found.low <= whole.low && found.high >= whole.high) return undefined;
  const low = Math.max(whole.low, found.low);
  const high = Math.max(low, Math.min(whole.high, found.high));
  const isNarrower = found.high - found.low < width(whole);
  const { warnings, histories, ...rest } = whole;
  return {
    ...rest,
    value: Math.min(high, Math.max(low, isNarrower ? found.nats : whole.value)),
    low,
    high,
    bound: isNarrower ? found.bound : whole.bound,
    samples: isNarrower ? found.states : whole.samples,
    ...(!isNarrower && histories !== undefined && { histories }),
    reason: [...(isNarrower ? [] : (whole.reason ?? [])), reasonOf(found)],
  };
}

/** Two certified ends, for an estimate that a model gave. */
const numberOf = (found: LatentInformation): NewNumber => ({
  value: found.nats,
  low: found.low,
  high: found.high,
  bound: found.bound,
  estimator: 'knownConditional',
  samples: found.states,
  reason: [reasonOf(found)],
});

const reasonOf = ({ by, states, rungs, draws, gap }: LatentInformation): Reason =>
  by === 'laplace'
    ? analysisReason('laplace', states, draws, amount(gap, 2))
    : analysisReason('hamiltonian', states, rungs, draws, amount(gap, 2));

const width = ({ low, high }: NatsEstimate): number => high - low;
