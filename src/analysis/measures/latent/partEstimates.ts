import { Random } from '../../../base/random';
import { corruptionOf } from '../../../config/layers/corruptionLevels';
import { closeEnough } from '../../../information/estimators/known/fromRatios';
import { latentInformation } from '../../../information/estimators/known/latent/latentInformation';
import { type LatentPart, latentPart } from '../../../information/estimators/known/latent/latentPart';
import { partInformation } from '../../../information/estimators/known/latent/partInformation';
import { rotated } from '../../../information/estimators/known/latent/rotated';
import type { Between } from '../../../information/estimators/known/weighedStates';
import { amount } from '../../../information/types/warnings';
import { analysisReason, type Reason } from '../../../result/reasons';
import { inPlaceOf, type NewNumber } from '../inPlaceOf';
import type { NatsEstimate } from '../natsEstimate';
import type { SteppedSnapshot } from '../stepped/steppedLayers';
import { multiplicationsASecond } from './gaussianEstimates';
import { knownLayers } from './knownLayers';
import { type LayersAtStep, layersAtStep } from './layersAtStep';
import { questionsOf, rowsOf } from './partQuestions';
import { whiteInputs } from './whiteInputs';

/** An interval of more nats than this says less than a model does that it does not contradict. */
const mostTelling = 1;

/** At most so many states are weighed by Laplace's proposals. */
const mostStates = 1024;

/** Two certain ends, and how they were found. */
interface TwoEnds extends Between {
  readonly states: number;
  readonly histories?: number;
  readonly reason: Reason;
}

/**
 * Memory of the last step and predictive information from the known densities of states on Gaussian inputs, from both
 * sides, in place of what a model says of them. The state has to be a function of the input, and of earlier noise where
 * that is inside its recurrence, plus Gaussian noise of one known variance; so no layer below may draw.
 * @throws CancelledError
 */
export async function partEstimates(
  snapshot: SteppedSnapshot,
  seconds: number,
  signal?: AbortSignal,
): Promise<NatsEstimate[]> {
  const { config, set } = snapshot;
  const white = whiteInputs(config.data);
  if (!white || config.analysis.estimator !== 'auto' || corruptionOf(config)?.heldOut !== undefined) return [];
  if (set.inputs.lengths || white.latents !== set.inputs.length * set.inputs.features) return [];
  const asked = knownLayers(snapshot).flatMap((together) => {
    const open = snapshot.estimates.flatMap((estimate) => questionsOf(snapshot, estimate, together));
    const times = [...new Set(open.map(({ time }) => time))].sort((a, b) => b - a);
    return times.map((time) => ({ together, time, open: open.filter((one) => one.time === time) }));
  });
  const parts = asked.map(({ open }) => [...new Map(open.map((one) => [`${one.first} ${one.last}`, one])).values()]);
  const all = parts.reduce((sum, some) => sum + some.length, 0);
  const better: NatsEstimate[] = [];
  for (const [at, { together, time, open }] of asked.entries()) {
    const network = layersAtStep(snapshot, white, together, time);
    const { latents } = network.together;
    const found = await numbersOf(
      network,
      parts[at].map((one) => latentPart(rowsOf(snapshot, white, one, latents), latents)),
      (seconds * multiplicationsASecond * parts[at].length) / all,
      new Random(config.seed).fork(`parts of ${together.layers.map(({ name }) => name).join(' ')} at ${time}`),
      signal,
    );
    for (const { estimate, layer, first, last } of open) {
      const part = parts[at].findIndex((one) => one.first === first && one.last === last);
      const number = found[part][together.layers.findIndex(({ name }) => name === layer)];
      if (number && tellsMore(number, estimate)) better.push(inPlaceOf(estimate, numberOf(number)));
    }
  }
  return better;
}

/**
 * For every part one number for each layer: by Laplace's proposals, and where these leave the two sides apart by fresh
 * runs that share the part.
 */
async function numbersOf(
  { together, alone }: LayersAtStep,
  parts: readonly LatentPart[],
  budget: number,
  random: Random,
  signal?: AbortSignal,
): Promise<(TwoEnds | undefined)[][]> {
  const each = budget / (parts.length * alone.length);
  const found: (TwoEnds | undefined)[][] = [];
  for (const [p, part] of parts.entries()) {
    const numbers: (TwoEnds | undefined)[] = [];
    for (const [l, network] of alone.entries()) {
      const settings = { budget: each, close: closeEnough, mostStates, inputs: part.size, noLadder: true };
      const turned = rotated(network, part);
      const one = await latentInformation(turned, settings, random.fork(`Laplace ${p} ${l}`), signal);
      numbers.push(one && { ...one, reason: analysisReason('laplace', one.states, one.draws, amount(one.gap, 2)) });
    }
    found.push(numbers);
  }
  const isOpen = (one: TwoEnds | undefined): boolean => !one || one.gap >= closeEnough;
  const left = Array.from(parts.keys()).filter((p) => found[p].some(isOpen));
  if (left.length === 0) return found;
  const mixed = await partInformation(
    together,
    left.map((p) => parts[p]),
    { budget: (budget * left.length) / parts.length, close: closeEnough },
    random,
    signal,
  );
  for (const [at, p] of left.entries())
    found[p] = found[p].map((one, l) => {
      const other = mixed?.[at][l];
      if (!other || (one && one.high - one.low <= other.high - other.low)) return one;
      return {
        ...other,
        histories: other.runs,
        reason: analysisReason('sharedInput', other.states, other.runs, amount(other.gap, 2)),
      };
    });
  return found;
}

/** Whether two certain ends say more than what is there: they are nearer, contradict it, or tell enough alone. */
function tellsMore({ low, high }: TwoEnds, { certified, ...there }: NatsEstimate): boolean {
  if (high - low < there.high - there.low) return true;
  return certified === 'none' && (high - low < mostTelling || there.value < low || there.value > high);
}

const numberOf = ({ nats, low, high, bound, states, histories, reason }: TwoEnds): NewNumber => ({
  value: nats,
  low,
  high,
  bound,
  estimator: 'knownConditional',
  samples: states,
  ...(histories !== undefined && { histories }),
  reason: [reason],
});
