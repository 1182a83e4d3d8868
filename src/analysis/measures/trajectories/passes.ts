import type { NoisyRecurrence } from '../../../base/stepped/noisyRecurrence';
import { drawsCost, type StateDraws } from '../../../information/estimators/known/trajectories/stateInformation';

/** States, paths and noises are as many as the budget pays for, in these proportions, and at most these. */
const most: StateDraws = { states: 1024, paths: 2 ** 14, noises: 2 ** 10 };
/** Numbers of fresh paths that are kept over all analysed steps, at most. */
const mostKept = 2 ** 22;

/** With fewer states nothing is said. */
const fewest = 64;

/** Steps whose states are weighed by the same paths. */
export interface Pass {
  /** Steps from 1 on, in their order. */
  readonly times: readonly number[];
  readonly draws: StateDraws;
}

/**
 * All steps by the same paths, where the budget then pays for as many draws as half of it pays for at the last step
 * alone, which is looked at first. Otherwise that step has its half, and the others share the rest. None where the
 * budget pays for too few.
 * @param times from 1 on, in their order
 * @param asked how many classes are asked for at some steps
 * @param budget multiplications
 */
export function passes(
  recurrence: NoisyRecurrence,
  times: readonly number[],
  asked: (times: readonly number[]) => number,
  budget: number,
): Pass[] {
  const pass = (some: readonly number[], part: number): Pass => ({
    times: some,
    draws: affordable(recurrence, { length: some[some.length - 1], times: some.length, asked: asked(some) }, part),
  });
  if (times.length === 0) return [];
  const together = pass(times, budget);
  const last = pass(times.slice(-1), budget / 2);
  const all =
    times.length === 1 || isAtLeast(together.draws, last.draws)
      ? [together]
      : [pass(times.slice(0, -1), budget / 2), last];
  return all.filter(({ draws }) => draws.states >= fewest);
}

const isAtLeast = (one: StateDraws, other: StateDraws): boolean =>
  one.states >= other.states && one.paths >= other.paths && one.noises >= other.noises;

/** As many of each as the budget pays for, and memory holds. */
function affordable(
  recurrence: NoisyRecurrence,
  size: { readonly length: number; readonly times: number; readonly asked: number },
  budget: number,
): StateDraws {
  const kept = mostKept / (recurrence.units * size.times);
  let draws = { ...most, paths: Math.min(most.paths, 2 ** Math.floor(Math.log2(Math.max(1, kept)))) };
  while (drawsCost(recurrence, size, draws) > budget && draws.states >= fewest)
    draws =
      draws.states > 512
        ? { ...draws, states: 512 }
        : draws.noises > 128
          ? { ...draws, paths: Math.ceil(draws.paths / 2), noises: draws.noises / 2 }
          : { ...draws, states: draws.states / 2 };
  return draws;
}
