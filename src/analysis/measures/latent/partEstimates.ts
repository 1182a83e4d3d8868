import { Random } from '../../../base/random';
import { corruptionOf } from '../../../config/layers/corruptionLevels';
import { LayerGraph } from '../../../config/layers/layerGraph';
import { seesAhead } from '../../../config/layers/layerTraits';
import { closeEnough } from '../../../information/estimators/known/fromRatios';
import { latentInformation } from '../../../information/estimators/known/latent/latentInformation';
import { type LatentPart, latentPart } from '../../../information/estimators/known/latent/latentPart';
import { partInformation } from '../../../information/estimators/known/latent/partInformation';
import { rotated } from '../../../information/estimators/known/latent/rotated';
import type { Between } from '../../../information/estimators/known/weighedStates';
import { amount } from '../../../information/types/warnings';
import type { LayerActivations } from '../../../models/activations';
import { analysisReason, type Reason } from '../../../result/reasons';
import { isMain } from '../../../result/subject';
import type { NatsEstimate } from '../natsEstimate';
import type { SteppedSnapshot } from '../stepped/steppedLayers';
import { multiplicationsASecond } from './gaussianEstimates';
import { innerVariance } from './innerVariance';
import { type DeclaredLayer, type LayersAtStep, layersAtStep, type RunTogether } from './layersAtStep';
import { whiteInputs, type WhiteInputs } from './whiteInputs';

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

/** A number that is open, and what it is about. */
interface Open {
  readonly estimate: NatsEstimate;
  readonly layer: string;
  /** The step of the state, and the first and last of the input, counted from 1. */
  readonly time: number;
  readonly first: number;
  readonly last: number;
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
  const asked = runsOf(snapshot).flatMap((together) => {
    const open = snapshot.estimates.flatMap((estimate) => openOf(snapshot, estimate, together));
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
      if (number && tellsMore(number, estimate)) better.push(inPlaceOf(estimate, number));
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

/** The layers with a known density: all that add their noise when they are read together, each other one alone. */
function runsOf({ config, states, estimates, set }: SteppedSnapshot): RunTogether[] {
  const { layers } = config.model;
  const known = new Set(layers.filter(({ type }) => type !== 'bidirectional').map(({ name }) => name));
  const read: DeclaredLayer[] = [];
  const inner: RunTogether[] = [];
  for (const state of states) {
    const { layer: name, units } = state;
    if (!known.has(name)) continue;
    const inside = innerVariance(config, name);
    if (inside !== undefined) inner.push({ layers: [{ name, units, deviation: Math.sqrt(inside) }], inner: true });
    else if (isKnown(state, estimates, set.inputs.length))
      read.push({
        name,
        units,
        deviation: Math.sqrt(state.conditional?.variances[0] ?? config.analysis.noise.variance),
      });
  }
  return [...(read.length > 0 ? [{ layers: read, inner: false }] : []), ...inner];
}

/** Whether I(X;H) was read from the known density of the state at the last step, one with a single variance. */
function isKnown(
  { layer, conditional, stochastic }: LayerActivations,
  estimates: readonly NatsEstimate[],
  last: number,
): boolean {
  if (conditional ? conditional.variances.length !== 1 : stochastic) return false;
  return estimates.some(
    (one) =>
      one.quantity === 'inputInformation' &&
      one.target === layer &&
      one.time === last &&
      one.estimator === 'knownConditional' &&
      isMain(one),
  );
}

function openOf({ config, set }: SteppedSnapshot, estimate: NatsEstimate, { layers }: RunTogether): Open[] {
  const { quantity, source, target, time, lag, ahead, from, estimator, low, high } = estimate;
  const { length } = set.inputs;
  if (!isMain(estimate) || time === undefined || from !== undefined || low === high) return [];
  if (estimator === 'exact' || estimator === 'knownConditional') return [];
  const has = (name: string): boolean => layers.some((one) => one.name === name);
  if (quantity === 'memory' && lag !== undefined && has(target) && time === length)
    return [{ estimate, layer: target, time, first: time - lag, last: time - lag }];
  if (quantity === 'predictiveInformation' && ahead !== undefined && has(source) && isCausal(config, source))
    return [{ estimate, layer: source, time, first: time + 1, last: time + ahead }];
  return [];
}

/** Whether a layer's state at a step depends on no later one. */
function isCausal({ model: { layers } }: SteppedSnapshot['config'], name: string): boolean {
  const index = layers.findIndex((one) => one.name === name);
  return [index, ...new LayerGraph(layers).ancestors[index]].every((at) => !seesAhead(layers[at]));
}

/** The inputs of some steps as products with the latents, one row for each number. */
function rowsOf({ set }: SteppedSnapshot, white: WhiteInputs, { first, last }: Open, latents: number): Float64Array {
  const { features } = set.inputs;
  const count = (last - first + 1) * features;
  const chosen = new Float32Array(count * white.latents);
  for (let i = 0; i < count; i++) chosen[i * white.latents + (first - 1) * features + i] = 1;
  const found = white.pull(chosen);
  const rows = new Float64Array(count * latents);
  for (let i = 0; i < count; i++) rows.set(found.subarray(i * white.latents, (i + 1) * white.latents), i * latents);
  return rows;
}

/** Whether two certain ends say more than what is there: they are nearer, contradict it, or tell enough alone. */
function tellsMore({ low, high }: TwoEnds, { certified, ...there }: NatsEstimate): boolean {
  if (high - low < there.high - there.low) return true;
  return certified === 'none' && (high - low < mostTelling || there.value < low || there.value > high);
}

/** An estimate of the same thing with other numbers, and without what the numbers before rested on. */
function inPlaceOf(
  { assumes, certified, warnings, reason, histories, ...about }: NatsEstimate,
  number: TwoEnds,
): NatsEstimate {
  const { nats, low, high, bound, states } = number;
  return {
    ...about,
    value: nats,
    low,
    high,
    bound,
    estimator: 'knownConditional',
    samples: states,
    ...(number.histories !== undefined && { histories: number.histories }),
    reason: [number.reason],
  };
}
