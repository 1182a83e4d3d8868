import { Random } from '../../../base/random';
import type { Dataset } from '../../../data/dataset';
import type { LayerActivations } from '../../../models/activations';
import { stateRows } from '../../../models/stateIndex';
import { rowsReaching } from '../../../data/realSteps';
import { rowsWithTarget } from '../../plan/times';
import { stepVariable } from '../../plan/variables';
import type { RankedStep } from '../ranking/pairwise';

/** Steps at which units are looked at, spread evenly, and targets after each of them that they are asked about. */
const mostSteps = 4;
const mostAhead = 8;

/**
 * The units of a layer on the training sequences, with the declared noise, and the targets that they are kept for: the
 * one at the end, or those of the state's own step and of the following ones, since a state that holds nothing about
 * its own target may be needed for later ones.
 * @param seed of the noise
 */
export function unitSteps(
  states: LayerActivations,
  { training: { inputs, targets } }: Dataset,
  variance: number,
  seed: number,
): RankedStep[] {
  if (!targets) return [];
  const { length } = inputs;
  const random = new Random(seed).fork('units');
  const all = Int32Array.from({ length: states.samples }, (_, i) => i);
  return timesOf(states.length === 1 ? 1 : length, length).map((time) => {
    const last = targets.at === 'end' ? time : Math.min(length, time + mostAhead - 1);
    const times = Array.from({ length: last - time + 1 }, (_, i) => time + i);
    const rows = times.reduce((left, at) => rowsWithTarget(targets, at, left), rowsReaching(inputs, time, all));
    return {
      members: unitsAt(states, time, rows, variance, random.fork(String(time))),
      count: states.units,
      targets: times.map((at) => stepVariable('Y', targets, targets.at === 'end' ? 1 : at, rows)),
    };
  });
}

/** Evenly spread up to the last step; that one alone where a layer has no other. */
function timesOf(steps: number, length: number): number[] {
  const count = Math.min(mostSteps, steps);
  return Array.from({ length: count }, (_, i) => Math.round(((i + 1) * length) / count));
}

/** The states of a step with noise added to them, [rows, units]. */
function unitsAt(
  states: LayerActivations,
  time: number,
  rows: Int32Array,
  variance: number,
  random: Random,
): Float64Array {
  const { units, values } = states;
  const deviation = Math.sqrt(variance);
  const placeOf = stateRows(states, time);
  const members = new Float64Array(rows.length * units);
  rows.forEach((row, i) => {
    const from = placeOf(row) * units;
    for (let j = 0; j < units; j++) members[i * units + j] = values[from + j] + deviation * random.normal();
  });
  return members;
}
