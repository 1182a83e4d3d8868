import { Random } from '../../../base/random';
import { inputSource } from '../../../data/inputSource';
import { discreteSequences } from '../../../data/sequences';
import type { SymbolSource } from '../../../data/tasks/symbolSource';
import { statesOf } from '../../../information/estimators/known/annealing/annealedInformation';
import { kernelSteps } from '../../../information/estimators/known/beginnings/kernelSteps';
import type { Recurrence } from '../../../base/stepped/recurrence';
import type { EndingsPart } from '../../../information/estimators/known/beginnings/endingSums';
import {
  type SharedInformation,
  sharedInformation,
} from '../../../information/estimators/known/beginnings/sharedInformation';
import { type BetweenBounds, closeEnough } from '../../../information/estimators/known/fromRatios';
import { withLikelihoodKernelNow } from '../../../information/numerics/kernels/likelihoodKernel';
import { reason } from '../../../information/types/reasons';
import { amount } from '../../../information/types/warnings';
import { recurrenceOf } from '../../../models/network/stepped/recurrence';
import type { NatsEstimate } from '../natsEstimate';
import { isMain } from '../../../result/subject';
import { inCommon } from './inCommon';
import { mostEnumerated } from './historyBudget';
import type { SharpenedSnapshot, SharpenedState, Sharpening } from './sharpening';

/** Sequences on which both ways to run the network are compared, and how far apart they may be, of the noise. */
const compared = 16;
const tolerance = 1e-2;

/**
 * I(X;H), I(H';H) and memory of the last step by histories that share their beginnings, where the network's first layer
 * is a recurrence that can be run on from any state, its input symbols are independent, and the numbers so far are far
 * apart.
 * @param multiplications the budget
 * @throws CancelledError
 */
export async function sharedBeginnings(
  snapshot: SharpenedSnapshot,
  { estimates, wanted, states }: Sharpening,
  multiplications: number,
  signal?: AbortSignal,
): Promise<NatsEstimate[]> {
  const { config, arrays, sumEndings } = snapshot;
  const source = inputSource(config.data);
  if (!source?.independent || !arrays || source.alphabet ** source.length <= mostEnumerated) return [];
  const better: NatsEstimate[] = [];
  for (const [i, want] of wanted.entries()) {
    const before = estimates[i];
    if (want.kind !== 'input' || before.high - before.low < 2 * closeEnough) continue;
    const state = states[want.state];
    const { variances } = state.rows.own;
    const recurrence = recurrenceOf(config.model.layers, arrays, source.alphabet, state.layer);
    if (!recurrence || variances.length !== 1) continue;
    const deviation = Math.sqrt(variances[0]);
    if (!(await agrees(snapshot, recurrence, source, state, deviation))) continue;
    const found = await sharedInformation(
      (kernel, most) => kernelSteps(recurrence, kernel, most),
      source,
      deviation,
      {
        budget: multiplications,
        ...(want.cap !== undefined && { cap: want.cap }),
        ...(sumEndings && {
          run: (parts: readonly EndingsPart[]) =>
            Promise.all(parts.map((part) => sumEndings({ recurrence, part }, signal))),
        }),
      },
      new Random(config.seed).fork(`shared beginnings of ${state.layer}`),
      signal,
    );
    if (!found) continue;
    better.push(...nearer(estimates[i], found.input, found));
    for (const other of snapshot.estimates.filter((one) => isOfLastState(one, estimates[i]))) {
      const bounds = other.quantity === 'memory' ? found.memory[other.lag ?? 0] : found.history;
      better.push(...nearer(other, bounds, found));
    }
  }
  return better;
}

/** Whether an estimate is of memory or I(H';H) of the same state, by known densities that left it open. */
const isOfLastState = (one: NatsEstimate, { target, time }: NatsEstimate): boolean =>
  one.target === target &&
  one.time === time &&
  isMain(one) &&
  one.estimator === 'knownConditional' &&
  one.high - one.low > closeEnough &&
  ((one.quantity === 'memory' && one.source === 'X' && one.from === undefined) ||
    (one.quantity === 'historyInformation' && one.source === target));

/** An estimate with the numbers of shared beginnings, where these are nearer to each other. */
function nearer(estimate: NatsEstimate, bounds: BetweenBounds, found: SharedInformation): NatsEstimate[] {
  const { warnings, assumes, certified, ...before } = estimate;
  const { nats, low, high, bound, gap } = bounds;
  if (high - low >= before.high - before.low) return [];
  const { histories, states: samples } = found;
  const about = { ...before, samples, histories, reason: [reason('freshHistories', histories, amount(gap, 2))] };
  if (gap < closeEnough || before.quantity === 'inputInformation') return [{ ...about, value: nats, low, high, bound }];
  return [{ ...about, ...inCommon(before, bounds) }];
}

/** Whether the recurrence leads to the states that the network has. */
async function agrees(
  { config, runs }: SharpenedSnapshot,
  recurrence: Recurrence,
  source: SymbolSource,
  { layer }: SharpenedState,
  deviation: number,
): Promise<boolean> {
  const { length, alphabet } = source;
  const symbols = new Int32Array(compared * length);
  const random = new Random(config.seed).fork('compared recurrences');
  for (let i = 0; i < compared; i++) source.draw(random, symbols, i * length);
  const whole = (await runs.lastStates(discreteSequences(symbols, compared, length, alphabet))).get(layer);
  const stepped = withLikelihoodKernelNow((kernel) =>
    statesOf(kernelSteps(recurrence, kernel, compared), symbols, compared, length),
  );
  return whole?.every((value, i) => Math.abs(value - stepped[i]) < tolerance * deviation) ?? false;
}
