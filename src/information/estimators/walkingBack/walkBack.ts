import type { Random } from '../../../base/random';
import type { Breather } from '../../numerics/breather';
import { ClusterSteps } from './clusterSteps';
import { InverseSteps, type Transitions } from './inverseSteps';
import { narrowed } from './narrowedSteps';
import { StateClusters } from './stateClusters';

/** Sequences whose last states are followed back in time. */
export interface Walkers {
  /** Last states, row-major [count, units]. */
  readonly states: Float64Array;
  /** Variance of the declared noise on them. */
  readonly variance: number;
  /** The symbols that led there, row-major [count, length]; negative where a sequence has no such step. */
  readonly symbols: Int32Array;
}

/** What is known of earlier states: for s = 0 ... length-1 rows [count, width]. */
export interface Walk {
  readonly width: number;
  readonly states: readonly Float64Array[];
  /** Where the rows are beliefs over these. */
  readonly clusters?: StateClusters;
}

/**
 * What the last state and the later symbols say of the states before it: the state s steps back, predicted step by step
 * as transitions of other sequences show. A decoder of X_{t-s} that reads it has seen the last state and X_{t-s+1:t}
 * alone. Where the states are few different ones, beliefs over these are carried back; elsewhere regressions predict
 * the state itself.
 * @param transitions of other sequences than the walkers'
 * @throws CancelledError
 */
export async function walkedBack(
  transitions: Transitions,
  walkers: Walkers,
  random: Random,
  breather: Breather,
): Promise<Walk> {
  const { units, clean, before, symbols } = transitions;
  const { states, variance } = walkers;
  const clusters = StateClusters.find(clean, units, variance);
  if (clusters) {
    const steps = new ClusterSteps(clusters.count, clusters.places(before), symbols, clusters.places(clean));
    const last = clusters.beliefs(states, variance);
    return { ...(await walk(last, clusters.count, walkers, steps, breather)), clusters };
  }
  const narrow = narrowed(transitions, states);
  const steps = await InverseSteps.fit(narrow.transitions, random, breather);
  return walk(narrow.states, narrow.transitions.units, walkers, steps, breather);
}

async function walk(
  last: Float64Array,
  width: number,
  { symbols }: Walkers,
  steps: Pick<InverseSteps, 'before'>,
  breather: Breather,
): Promise<Walk> {
  const count = last.length / width;
  const length = symbols.length / count;
  const states = [last];
  for (let back = 1; back < length; back++) {
    const read = Int32Array.from({ length: count }, (_, i) => symbols[(i + 1) * length - back]);
    states.push(steps.before(states[back - 1], read));
    if (breather.due()) await breather.rest();
  }
  return { width, states };
}
