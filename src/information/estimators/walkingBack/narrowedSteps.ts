import { crossProduct } from '../../numerics/products';
import { alongDirections, principalDirections } from '../critics/principal';
import type { States, Transitions } from './inverseSteps';

/** States have at most so many columns here; wider ones are looked at along their principal directions. */
const mostColumns = 64;
/** Rows that are centred at once: no copy of all states is made. */
const block = 1024;

/** Transitions between narrower states, and the last ones alike. */
export interface NarrowedSteps {
  readonly transitions: Omit<Transitions, 'clean'>;
  readonly states: Float64Array;
}

/** All states along the principal directions of all; what the directions are says nothing of one sequence's symbols. */
export function narrowed({ units, before, symbols, after }: Transitions, states: Float64Array): NarrowedSteps {
  if (units <= mostColumns) return { transitions: { units, before, symbols, after }, states };
  const all = [before, after, states];
  const means = meansOf(all, units);
  const covariance = new Float64Array(units * units);
  for (const some of all)
    for (const { rows, count } of centredBlocks(some, means))
      crossProduct(rows, units, rows, units, count).forEach((value, k) => (covariance[k] += value));
  const directions = principalDirections(covariance, units, mostColumns);
  const { width } = directions;
  const narrow = (some: States): Float64Array => {
    const out = new Float64Array((some.length / units) * width);
    for (const { rows, first, count } of centredBlocks(some, means))
      alongDirections(rows, units, directions, out.subarray(first * width, (first + count) * width));
    return out;
  };
  return {
    transitions: { units: width, before: narrow(before), symbols, after: narrow(after) },
    states: narrow(states),
  };
}

function meansOf(all: readonly States[], units: number): Float64Array {
  const means = new Float64Array(units);
  for (const some of all)
    for (let i = 0; i < some.length; i += units) for (let j = 0; j < units; j++) means[j] += some[i + j];
  const count = all.reduce((sum, { length }) => sum + length, 0) / units;
  return means.map((sum) => sum / count);
}

/** The rows less their means, some at a time, in the same memory. */
function* centredBlocks(
  states: States,
  means: Float64Array,
): Generator<{ readonly rows: Float64Array; readonly first: number; readonly count: number }> {
  const units = means.length;
  const samples = states.length / units;
  const room = new Float64Array(Math.min(block, samples) * units);
  for (let first = 0; first < samples; first += block) {
    const count = Math.min(block, samples - first);
    const rows = room.subarray(0, count * units);
    for (let i = 0, from = first * units; i < rows.length; i += units, from += units)
      for (let j = 0; j < units; j++) rows[i + j] = states[from + j] - means[j];
    yield { rows, first, count };
  }
}
