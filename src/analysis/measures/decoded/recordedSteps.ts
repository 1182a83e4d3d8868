import type { AnalysisConfig } from '../../../config/schema/config';
import type { Sequences } from '../../../data/dataset';
import { rowsReaching } from '../../../data/realSteps';
import type { Transitions } from '../../../information/estimators/walkingBack/inverseSteps';
import type { LayerActivations } from '../../../models/activations';
import { freshShared, SharedBuffers, type TakeShared } from '../../plan/sharedBuffers';
import { noiseStream, stateVariable, stepVariable } from '../../plan/variables';

/** Transitions that are learned from, by the multiplications that their products take. */
const mostWork = 2e9;

/** A layer with its states at some steps, counted from 1. What was given before is not read any more. */
export type StatesOf = (times: readonly number[]) => Promise<LayerActivations>;

export interface RecordedSteps {
  readonly transitions: Transitions;
  /** The last states of the rows that were asked for, with their declared noise, row-major [rows, units]. */
  readonly last: Float64Array;
}

/**
 * The steps of the first `learned` sequences: states with their declared noise, and what stood before them without it.
 * Steps are left out evenly where all are too much work.
 * @param rows whose last states are wanted
 * @param atOnce steps whose states are asked for at once
 */
export async function recordedSteps(
  config: AnalysisConfig,
  { units }: LayerActivations,
  at: StatesOf,
  inputs: Sequences,
  learned: number,
  rows: Int32Array,
  atOnce: number,
): Promise<RecordedSteps> {
  const all = Int32Array.from({ length: learned }, (_, i) => i);
  const steps = learnedTimes(units, inputs, learned).map((time) => {
    return { time, reaching: rowsReaching(inputs, time - 1, all) };
  });
  const count = steps.reduce((sum, { reaching }) => sum + reaching.length, 0);
  const [before, clean] = [new Float32Array(count * units), new Float32Array(count * units)];
  const after = new Float64Array(count * units);
  const symbols = new Int32Array(count);
  let last: Float64Array | undefined;
  const buffers = new SharedBuffers();
  let done = 0;
  for (let first = 0; first < steps.length; first += atOnce) {
    const some = steps.slice(first, first + atOnce);
    const layer = await at(some.flatMap(({ time }) => [time - 1, time]));
    // The first step is the last of the sequences.
    last ??= noisy(config, layer, inputs.length, rows, freshShared);
    for (const { time, reaching } of some) {
      const { take, release } = buffers.lease();
      before.set(stateVariable(layer, time - 1, reaching, undefined, undefined, take).values, done * units);
      clean.set(stateVariable(layer, time, reaching, undefined, undefined, take).values, done * units);
      after.set(noisy(config, layer, time, reaching, take), done * units);
      release();
      symbols.set(stepVariable('X_t', inputs, time, reaching).values, done);
      done += reaching.length;
    }
  }
  return { transitions: { units, before, symbols, clean, after }, last: last ?? new Float64Array() };
}

/** The steps whose transitions are learned from, the last first. */
function learnedTimes(units: number, { length }: Sequences, learned: number): number[] {
  const affordable = Math.max(1, Math.floor(mostWork / (units + 50) ** 2 / learned));
  const every = Math.ceil((length - 1) / affordable);
  const times: number[] = [];
  for (let time = length; time >= 2; time -= every) times.push(time);
  return times;
}

/** A layer's states of one step, with the declared noise of those that have none of their own. */
function noisy(
  config: AnalysisConfig,
  layer: LayerActivations,
  time: number,
  rows: Int32Array,
  take: TakeShared,
): Float64Array {
  const { variance } = config.analysis.noise;
  const random = noiseStream(config.seed, layer.layer, time).fork('walk back');
  return stateVariable(layer, time, rows, { variance, aboveInput: false, random }, undefined, take).values;
}
