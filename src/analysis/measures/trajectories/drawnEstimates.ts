import { Random } from '../../../base/random';
import { finiteSource } from '../../../data/finiteSource';
import { closeEnough } from '../../../information/estimators/known/fromRatios';
import { between } from '../../../information/estimators/known/weighedStates';
import type { NoisyRecurrence } from '../../../base/stepped/noisyRecurrence';
import type { FiniteSource } from '../../../information/estimators/known/trajectories/noisyRecurrence';
import {
  type StateDraws,
  stateInformation,
  type TwoLimits,
} from '../../../information/estimators/known/trajectories/stateInformation';
import { trajectoryInformation } from '../../../information/estimators/known/trajectories/trajectoryInformation';
import { amount } from '../../../information/types/warnings';
import { noisyRecurrence } from '../../../models/network/stepped/noisyRecurrence';
import { analysisReason } from '../../../result/reasons';
import { isMain } from '../../../result/subject';
import { inPlaceOf } from '../inPlaceOf';
import type { NatsEstimate } from '../natsEstimate';
import { analysedTimes } from '../../plan/times';
import { multiplicationsASecond, type SteppedSnapshot } from '../stepped/steppedLayers';
import { agrees } from './agreement';
import { passes } from './passes';
import { knowsDensity, type Question, questionsOf } from './questions';
import { taskPaths } from './taskPaths';

/** Sequences for what the states of all steps hold together. */
const allSteps = 256;

export interface DrawnEstimates {
  /** In place of what is there. */
  readonly better: readonly NatsEstimate[];
  /** Of layers and steps that had none. */
  readonly more: readonly NatsEstimate[];
}

/** Which numbers are wanted. */
export interface DrawnWish {
  /** I(X;H), also where there is none. */
  readonly input: boolean;
}

/**
 * What states that are drawn inside their recurrence tell, from both sides, by runs of the network with fresh input and
 * noise: I(X_{1:t};H_t) at every step that is looked at, in place of an upper bound that counts what is known of the
 * state before as well, and where there was no number; and, in place of what a model or a decoder says of them,
 * I(H_{t-1};H_t) where the symbols of different steps are independent, I(H_t;Y), and memory of the last step. Sequences
 * have to be drawn from the law of the analysed ones, and no layer below may draw; the two bounds ask no more of that
 * law.
 * @throws CancelledError
 */
export async function drawnEstimates(
  snapshot: SteppedSnapshot,
  seconds: number,
  signal?: AbortSignal,
  wish: DrawnWish = { input: true },
): Promise<DrawnEstimates> {
  const { config, states, set, weights, estimates } = snapshot;
  const { length, lengths, symbols } = set.inputs;
  const paths = taskPaths(config, length);
  const source = finiteSource(config.data);
  const epoch = estimates.at(0)?.epoch;
  if (!paths || epoch === undefined || config.analysis.estimator !== 'auto' || lengths || symbols?.includes(-1))
    return { better: [], more: [] };
  const layers = states.flatMap((layer) => {
    const recurrence = noisyRecurrence(config.model.layers, weights, paths.alphabet, layer.layer);
    return recurrence && agrees(recurrence, layer, set) ? [{ name: layer.layer, recurrence }] : [];
  });
  const better: NatsEstimate[] = [];
  const more: NatsEstimate[] = [];
  for (const { name, recurrence } of layers) {
    const random = new Random(config.seed).fork(`paths of ${name}`);
    const steps = analysedTimes(length);
    const all = questionsOf(name, steps, estimates, set);
    const askedAt = (times: readonly number[]): Question[] => all.filter(({ time }) => times.includes(time));
    const wanted = steps.filter(
      (time) => wish.input || askedAt([time]).length > 0 || estimates.some((one) => isPast(one, name, time)),
    );
    const budget = (seconds * multiplicationsASecond) / layers.length;
    for (const { times, draws } of passes(recurrence, wanted, (some) => askedAt(some).length, budget)) {
      const questions = askedAt(times);
      const found = await stateInformation(recurrence, paths.asking(questions), times, draws, random, signal);
      for (const [place, time] of times.entries()) {
        const { ofPast, ofClasses } = found[place];
        const past = ofPast && estimates.find((one) => isPast(one, name, time));
        if (past) better.push(inPlaceOf(past, measured(ofPast, draws)));
        for (const [at, limits] of ofClasses) {
          const { estimate } = questions[at];
          const number = measured(limits, draws);
          if (number.high - number.low < estimate.high - estimate.low) better.push(inPlaceOf(estimate, number));
        }
        const before = estimates.find(
          (one) => one.quantity === 'inputInformation' && one.target === name && one.time === time && isMain(one),
        );
        if (!wish.input || (before && before.of?.kind !== 'drawn')) continue;
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

/** Whether it is I(H_{t-1};H_t) of a layer, by something that does not know the states' density. */
const isPast = (one: NatsEstimate, name: string, time: number): boolean =>
  one.quantity === 'historyInformation' &&
  one.target === name &&
  one.time === time &&
  isMain(one) &&
  !knowsDensity(one);

/** What two bounds say. */
function measured({ lower, upper }: TwoLimits, { states, paths }: StateDraws) {
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
 * together. Asked for where the two bounds are apart, the states carry nothing but themselves, and the input is a chain
 * of few states.
 */
async function atMostAllSteps(
  number: ReturnType<typeof measured>,
  recurrence: NoisyRecurrence,
  source: FiniteSource | undefined,
  time: number,
  random: Random,
  signal?: AbortSignal,
): Promise<ReturnType<typeof measured>> {
  if (!source || number.bound === 'none' || !recurrence.markov) return number;
  const all = await trajectoryInformation(recurrence, source, time, allSteps, random, signal);
  if (all.high >= number.high) return number;
  return {
    ...number,
    high: Math.max(number.value, all.high),
    reason: [...number.reason, analysisReason('allSteps', allSteps)],
  };
}
