import { sharedMemory } from '../../../base/sharedMemory';
import type { Random } from '../../../base/random';
import type { AnalysisConfig } from '../../../config/schema/config';
import type { Sequences } from '../../../data/dataset';
import { rowsReaching } from '../../../data/realSteps';
import { decoderBound } from '../../../information/estimators/probe/decoderBound';
import { clusterLogLikelihoods } from '../../../information/estimators/walkingBack/clusterDecoder';
import type { StateClusters } from '../../../information/estimators/walkingBack/stateClusters';
import { type Walk, walkedBack } from '../../../information/estimators/walkingBack/walkBack';
import type { Breather } from '../../../information/numerics/breather';
import { z95 } from '../../../information/numerics/special';
import type { Measurement } from '../../../information/types/measurement';
import type { Variable } from '../../../information/types/variable';
import type { LayerActivations } from '../../../models/activations';
import { analysedTimes } from '../../plan/times';
import { stateVariable, stepVariable } from '../../plan/variables';
import { recordedSteps, type StatesOf } from './recordedSteps';

/** With fewer sequences to decode nothing is said. */
export const fewest = 60;

/** The sequences that are decoded, which no transition was learned from. */
export interface DecodedRows {
  readonly rows: Int32Array;
  /** Row-major [rows, length], every sequence's own end last; -1 before its start. */
  readonly symbols: Int32Array;
  /** The analysed steps, with their symbols and the rows that have them. */
  readonly lags: readonly DecodedStep[];
}

interface DecodedStep {
  readonly time: number;
  readonly target: Variable;
  readonly present: readonly number[];
}

export function walkersOf(inputs: Sequences, learned: number, samples: number): DecodedRows {
  const { length } = inputs;
  const rows = Int32Array.from({ length: samples - learned }, (_, i) => learned + i);
  const symbols = new Int32Array(rows.length * length);
  for (let time = 1; time <= length; time++)
    stepVariable('X_t', inputs, time, rows).values.forEach((symbol, i) => (symbols[i * length + time - 1] = symbol));
  const lags = analysedTimes(length).flatMap((time) => {
    const target = stepVariable('X_t', inputs, time, rows);
    const present = Array.from(rows.keys()).filter((i) => target.values[i] >= 0);
    return present.length < fewest ? [] : [{ time, target: chosen(target, present), present }];
  });
  return { rows, symbols, lags };
}

/**
 * A layer's last states followed back in time.
 * @param atOnce steps whose states are asked for at once
 * @throws CancelledError
 */
export async function walkLayer(
  config: AnalysisConfig,
  layer: LayerActivations,
  at: StatesOf,
  atOnce: number,
  inputs: Sequences,
  learned: number,
  { rows, symbols }: DecodedRows,
  random: Random,
  breather: Breather,
): Promise<Walk> {
  const { transitions, last } = await recordedSteps(config, layer, at, inputs, learned, rows, atOnce);
  const variance = layer.stochastic ? 0 : config.analysis.noise.variance;
  return walkedBack(transitions, { states: last, variance, symbols }, random, breather);
}

/** The state at a step as the walk has it, for a probe. */
export const walkedVariable = (
  { states, width }: Walk,
  name: string,
  length: number,
  { time, present }: DecodedStep,
): Variable =>
  chosen(
    { name, kind: 'continuous', values: states[length - time], samples: present.length, dimensions: width },
    present,
  );

/** X_{t-s} read from beliefs over clusters, by what the other sequences show of that step. */
export function decodedFromClusters(
  { states, width }: Walk,
  clusters: StateClusters,
  layer: LayerActivations,
  inputs: Sequences,
  learned: number,
  { time, target, present }: DecodedStep,
): Measurement {
  const all = rowsReaching(
    inputs,
    time,
    Int32Array.from({ length: learned }, (_, i) => i),
  );
  const shown = {
    clusters: clusters.places(stateVariable(layer, time, all, undefined).values),
    symbols: Int32Array.from(stepVariable('X_t', inputs, time, all).values),
  };
  const { alphabet = 0, length } = inputs;
  const symbols = Int32Array.from(target.values);
  const beliefs = rowsOf(states[length - time], present, width);
  const counts = new Int32Array(alphabet);
  for (const symbol of symbols) counts[symbol]++;
  const bound = decoderBound(clusterLogLikelihoods(shown, beliefs, symbols, alphabet), symbols, counts);
  // A decoder that is all doubt has the counts' shares, and what those differ by from their law: half of a chi-square
  // number over N (Wilks 1938), which the spread over rows does not show.
  const byCounts = (z95 * Math.sqrt((alphabet - 1) / 2)) / symbols.length;
  return { ...bound, low: Math.max(0, bound.nats - Math.hypot(bound.nats - bound.low, byCounts)) };
}

/** Some rows of a variable, in shared memory. */
const chosen = (variable: Variable, rows: readonly number[]): Variable => ({
  ...variable,
  values: rowsOf(variable.values, rows, variable.dimensions),
  samples: rows.length,
});

function rowsOf(values: Float64Array, rows: readonly number[], width: number): Float64Array {
  const some = new Float64Array(sharedMemory(8 * rows.length * width));
  rows.forEach((row, i) => {
    some.set(values.subarray(row * width, (row + 1) * width), i * width);
  });
  return some;
}
