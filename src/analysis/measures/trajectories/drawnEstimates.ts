import { Random } from '../../../base/random';
import { finiteSource } from '../../../data/finiteSource';
import type { SequenceSet } from '../../../data/dataset';
import { closeEnough } from '../../../information/estimators/known/fromRatios';
import { between } from '../../../information/estimators/known/weighedStates';
import type { NoisyRecurrence } from '../../../base/stepped/noisyRecurrence';
import { type FiniteSource, observed } from '../../../information/estimators/known/trajectories/noisyRecurrence';
import {
  drawsCost,
  type StateDraws,
  stateInformation,
  type StateInformation,
} from '../../../information/estimators/known/trajectories/stateInformation';
import { trajectoryInformation } from '../../../information/estimators/known/trajectories/trajectoryInformation';
import { amount } from '../../../information/types/warnings';
import type { LayerActivations } from '../../../models/activations';
import { noisyRecurrence } from '../../../models/network/stepped/noisyRecurrence';
import { analysisReason } from '../../../result/reasons';
import { isMain } from '../../../result/subject';
import type { NatsEstimate } from '../natsEstimate';
import { analysedTimes } from '../../plan/times';
import { multiplicationsASecond, type SteppedSnapshot } from '../stepped/steppedLayers';

/** States, paths and noises are as many as the budget pays for, in these proportions, and at most these. */
const most: StateDraws = { states: 1024, paths: 2 ** 14, noises: 2 ** 10 };
/** Sequences for what the states of all steps hold together. */
const allSteps = 256;
/** With fewer states nothing is said. */
const fewest = 64;
/** Numbers of fresh paths that are kept over all analysed steps, at most. */
const mostKept = 2 ** 22;

export interface DrawnEstimates {
  /** In place of what is there. */
  readonly better: readonly NatsEstimate[];
  /** Of layers and steps that had none. */
  readonly more: readonly NatsEstimate[];
}

/**
 * I(X_{1:t};H_t) of states that are drawn inside their recurrence, from both sides, at every step that is looked at: in
 * place of an upper bound that counts what is known of the state before as well, and where there was no number. The
 * input's law has to be known, and no layer below may draw. The last step takes half of the budget, and the others
 * share the rest.
 * @throws CancelledError
 */
export async function drawnEstimates(
  snapshot: SteppedSnapshot,
  seconds: number,
  signal?: AbortSignal,
): Promise<DrawnEstimates> {
  const { config, states, set, weights, estimates } = snapshot;
  const source = finiteSource(config.data);
  const epoch = estimates.at(0)?.epoch;
  if (!source || epoch === undefined || config.analysis.estimator !== 'auto') return { better: [], more: [] };
  const { length } = set.inputs;
  const layers = states.flatMap((layer) => {
    const recurrence = noisyRecurrence(config.model.layers, weights, source.emission[0].length, layer.layer);
    return recurrence && agrees(recurrence, layer, set) ? [{ name: layer.layer, recurrence }] : [];
  });
  const better: NatsEstimate[] = [];
  const more: NatsEstimate[] = [];
  const parts = [analysedTimes(length).filter((time) => time < length), [length]];
  for (const { name, recurrence } of layers) {
    const random = new Random(config.seed).fork(`paths of ${name}`);
    for (const times of parts.filter((some) => some.length > 0)) {
      const draws = affordable(recurrence, times, (seconds * multiplicationsASecond) / (2 * layers.length));
      if (draws.states < fewest) continue;
      const found = await stateInformation(recurrence, source, times, draws, random, signal);
      for (const [place, time] of times.entries()) {
        const before = estimates.find(
          (one) => one.quantity === 'inputInformation' && one.target === name && one.time === time && isMain(one),
        );
        if (before && before.of?.kind !== 'drawn') continue;
        const number = measured(found[place].ofInput, draws);
        // I(X_{1:t};H_t) <= I(X_{1:t},H_{t-1};H_t) (Cover and Thomas 2006, theorem 2.5.2, the chain rule).
        const least = Math.min(before?.high ?? Infinity, found[place].ofInputAndPast.upper.high);
        const held = { ...number, high: Math.max(number.low, Math.min(number.high, least)) };
        const ofInput: NatsEstimate = {
          quantity: 'inputInformation',
          source: 'X',
          target: name,
          time,
          epoch,
          of: { kind: 'ownNoise' },
          ...(await atMostAllSteps(
            { ...held, value: Math.min(held.value, held.high) },
            recurrence,
            source,
            time,
            random.fork(`all steps to ${time}`),
            signal,
          )),
        };
        (before ? better : more).push(ofInput);
      }
    }
  }
  return { better, more };
}

/** What two bounds say. */
function measured({ lower, upper }: StateInformation['ofInput'], { states, paths }: StateDraws) {
  const { nats, low, high, bound, gap } = between(lower, upper, closeEnough);
  return {
    value: nats,
    low,
    high,
    bound,
    estimator: 'knownConditional' as const,
    samples: states,
    histories: paths,
    reason: [analysisReason('paths', states, paths, amount(gap, 2))],
  };
}

/**
 * What is measured, held to I(X_{1:t};H_{1:t}), which has no ceiling: one state knows no more of the input than all
 * together. Asked for where the two bounds are apart and the states carry nothing but themselves.
 */
async function atMostAllSteps(
  number: ReturnType<typeof measured>,
  recurrence: NoisyRecurrence,
  source: FiniteSource,
  time: number,
  random: Random,
  signal?: AbortSignal,
): Promise<ReturnType<typeof measured>> {
  if (number.bound === 'none' || !recurrence.markov) return number;
  const all = await trajectoryInformation(recurrence, source, time, allSteps, random, signal);
  if (all.high >= number.high) return number;
  return {
    ...number,
    high: Math.max(number.value, all.high),
    reason: [...number.reason, analysisReason('allSteps', allSteps)],
  };
}

/** As many of each as the budget pays for, and memory holds. */
function affordable(recurrence: NoisyRecurrence, times: readonly number[], budget: number): StateDraws {
  const length = times[times.length - 1];
  const kept = mostKept / (recurrence.units * times.length);
  let draws = { ...most, paths: Math.min(most.paths, 2 ** Math.floor(Math.log2(Math.max(1, kept)))) };
  while (drawsCost(recurrence, length, times.length, draws) > budget && draws.states >= fewest)
    draws =
      draws.states > 512
        ? { ...draws, states: 512 }
        : draws.noises > 128
          ? { ...draws, paths: Math.ceil(draws.paths / 2), noises: draws.noises / 2 }
          : { ...draws, states: draws.states / 2 };
  return draws;
}

/** Sequences on which the two ways to run the network are compared. */
const compared = 64;

/**
 * Whether the analysed states scatter around the means of this way to run the network as its variances say: the mean of
 * their squared standard scores is 1, within five standard errors.
 */
function agrees(
  recurrence: NoisyRecurrence,
  { values, units, length, samples }: LayerActivations,
  set: SequenceSet,
): boolean {
  const { symbols } = set.inputs;
  if (!symbols) return false;
  const count = Math.min(compared, samples);
  let before = new Float64Array(count * recurrence.width);
  let after = new Float64Array(count * recurrence.width);
  let sum = 0;
  for (let t = 0; t < length; t++) {
    recurrence.step(
      before,
      Int32Array.from({ length: count }, (_, i) => symbols[i * length + t]),
      count,
      after,
    );
    const means = observed(recurrence, after);
    const variances = recurrence.variances(means);
    for (let i = 0; i < count; i++)
      for (let j = 0; j < units; j++) {
        const value = values[(i * length + t) * units + j];
        sum += (value - means[i * units + j]) ** 2 / variances[i * units + j];
        after[i * recurrence.width + recurrence.at + j] = value;
      }
    [before, after] = [after, before];
  }
  const scores = count * length * units;
  return Math.abs(sum / scores - 1) < 5 * Math.sqrt(2 / scores);
}
