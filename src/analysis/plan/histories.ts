import { sharedMemory } from '../../base/sharedMemory';
import type { Sequences } from '../../data/dataset';
import type { Histories, Variable } from '../../information/types/variable';
import type { LayerActivations } from '../../models/activations';
import type { NetworkHistories } from '../measures/histories/networkRuns';
import { freshShared, type TakeShared } from './sharedBuffers';

/** A state with its densities at further inputs: those of the same layer and step on other sequences. */
export function withStates(
  state: Variable,
  histories: NetworkHistories | undefined,
  time: number,
  memory?: TakeShared,
): Variable {
  const layer = histories?.layers.find((other) => other.layer === state.name);
  if (!state.conditional || !layer) return state;
  const { logProbabilities } = histories ?? {};
  return {
    ...state,
    histories: { ...densitiesAt(layer, time, memory), ...(logProbabilities && { logProbabilities }) },
  };
}

/** The densities of a layer's states at a step (counted from 1), or their one value for all steps. */
export function densitiesAt(layer: LayerActivations, time: number, memory: TakeShared = freshShared): Histories {
  const { conditional, values, samples, units, length } = layer;
  const step = Math.min(time, length) - 1;
  const take = (all: Float32Array): Float32Array => {
    const out = new Float32Array(memory(4 * samples * units));
    for (let i = 0; i < samples; i++) {
      const from = (i * length + step) * units;
      out.set(all.subarray(from, from + units), i * units);
    }
    return out;
  };
  const variances = conditional && conditional.variances.length > 1 ? take(conditional.variances) : undefined;
  return { count: samples, means: take(conditional?.means ?? values), ...(variances && { variances }) };
}

/** A symbol of one step (counted from 1), which does not depend on the noise of any state, with those of histories. */
export function withSymbols(variable: Variable, sequences: Sequences | undefined, time: number): Variable {
  if (variable.kind !== 'discrete') return variable;
  const marked: Variable = { ...variable, independentGiven: 'X' };
  const { symbols, samples, length } = sequences ?? {};
  if (symbols === undefined || samples === undefined || length === undefined) return marked;
  const out = new Int32Array(sharedMemory(4 * samples));
  for (let i = 0; i < samples; i++) out[i] = symbols[i * length + time - 1];
  return { ...marked, histories: { count: samples, symbols: out } };
}
