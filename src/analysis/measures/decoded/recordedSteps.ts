import type { AnalysisConfig } from '../../../config/schema/config';
import type { Sequences } from '../../../data/dataset';
import { rowsReaching } from '../../../data/realSteps';
import type { Transitions } from '../../../information/estimators/walkingBack/inverseSteps';
import type { LayerActivations } from '../../../models/activations';
import { noiseStream, stateVariable, stepVariable } from '../../plan/variables';

/** Transitions that are learned from, by the multiplications that their products take. */
const mostWork = 2e9;

/** The last states of some rows with their declared noise, row-major [rows, units]. */
export function lastStates(
  config: AnalysisConfig,
  layer: LayerActivations,
  { length }: Sequences,
  rows: Int32Array,
): Float64Array {
  return noisy(config, layer, length, rows);
}

/**
 * The steps of the first `learned` sequences: states with their declared noise, and what stood before them without it.
 * Steps are left out evenly where all are too much work.
 */
export function transitionsOf(
  config: AnalysisConfig,
  layer: LayerActivations,
  inputs: Sequences,
  learned: number,
): Transitions {
  const all = Int32Array.from({ length: learned }, (_, i) => i);
  const { units } = layer;
  const steps = learnedTimes(layer, inputs, learned).map((time) => {
    const rows = rowsReaching(inputs, time - 1, all);
    return { time, rows };
  });
  const count = steps.reduce((sum, { rows }) => sum + rows.length, 0);
  const [before, clean, after] = Array.from({ length: 3 }, () => new Float64Array(count * units));
  const symbols = new Int32Array(count);
  let done = 0;
  for (const { time, rows } of steps) {
    before.set(stateVariable(layer, time - 1, rows, undefined).values, done * units);
    clean.set(stateVariable(layer, time, rows, undefined).values, done * units);
    after.set(noisy(config, layer, time, rows), done * units);
    symbols.set(stepVariable('X_t', inputs, time, rows).values, done);
    done += rows.length;
  }
  return { units, before, symbols, clean, after };
}

/** The steps whose transitions are learned from, the last first. */
function learnedTimes({ units }: LayerActivations, { length }: Sequences, learned: number): number[] {
  const affordable = Math.max(1, Math.floor(mostWork / (units + 50) ** 2 / learned));
  const every = Math.ceil((length - 1) / affordable);
  const times: number[] = [];
  for (let time = length; time >= 2; time -= every) times.push(time);
  return times;
}

/** The steps whose states a walk needs. */
export const walkedTimes = (layer: LayerActivations, inputs: Sequences, learned: number): number[] => [
  inputs.length,
  ...learnedTimes(layer, inputs, learned).flatMap((time) => [time - 1, time]),
];

/** A layer's states of one step, with the declared noise of those that have none of their own. */
function noisy(config: AnalysisConfig, layer: LayerActivations, time: number, rows: Int32Array): Float64Array {
  const { variance } = config.analysis.noise;
  const random = noiseStream(config.seed, layer.layer, time).fork('walk back');
  return stateVariable(layer, time, rows, { variance, aboveInput: false, random }).values;
}
