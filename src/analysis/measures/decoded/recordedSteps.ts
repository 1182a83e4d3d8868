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
  const { length } = inputs;
  const { units } = layer;
  const all = Int32Array.from({ length: learned }, (_, i) => i);
  const affordable = Math.max(1, Math.floor(mostWork / (units + 50) ** 2 / learned));
  const every = Math.ceil((length - 1) / affordable);
  const parts: Record<'before' | 'symbols' | 'clean' | 'after', Float64Array>[] = [];
  for (let time = length; time >= 2; time -= every) {
    const rows = rowsReaching(inputs, time - 1, all);
    parts.push({
      before: stateVariable(layer, time - 1, rows, undefined).values,
      symbols: stepVariable('X_t', inputs, time, rows).values,
      clean: stateVariable(layer, time, rows, undefined).values,
      after: noisy(config, layer, time, rows),
    });
  }
  const joined = (pick: (part: (typeof parts)[number]) => Float64Array): Float64Array => {
    const out = new Float64Array(parts.reduce((sum, part) => sum + pick(part).length, 0));
    let at = 0;
    for (const part of parts) {
      out.set(pick(part), at);
      at += pick(part).length;
    }
    return out;
  };
  return {
    units,
    before: joined(({ before }) => before),
    symbols: Int32Array.from(joined(({ symbols }) => symbols)),
    clean: joined(({ clean }) => clean),
    after: joined(({ after }) => after),
  };
}

/** A layer's states of one step, with the declared noise of those that have none of their own. */
function noisy(config: AnalysisConfig, layer: LayerActivations, time: number, rows: Int32Array): Float64Array {
  const { variance } = config.analysis.noise;
  const random = noiseStream(config.seed, layer.layer, time).fork('walk back');
  return stateVariable(layer, time, rows, { variance, aboveInput: false, random }).values;
}
