import { LayerGraph } from '../../../config/layers/layerGraph';
import { seesAhead } from '../../../config/layers/layerTraits';
import { isMain } from '../../../result/subject';
import type { NatsEstimate } from '../natsEstimate';
import type { SteppedSnapshot } from '../stepped/steppedLayers';
import { knowsDensity } from '../trajectories/questions';
import type { RunTogether } from './layersAtStep';
import type { WhiteInputs } from './whiteInputs';

/** A number of a state and some steps of the input that no known density gave, and what it is about. */
export interface PartQuestion {
  readonly estimate: NatsEstimate;
  readonly layer: string;
  /** The step of the state, and the first and last of the input, counted from 1. */
  readonly time: number;
  readonly first: number;
  readonly last: number;
}

/**
 * What an estimate asks of one of the layers: memory of the last step, or predictive information of a state that sees
 * no later step.
 */
export function questionsOf(
  { config, set }: SteppedSnapshot,
  estimate: NatsEstimate,
  { layers }: RunTogether,
): PartQuestion[] {
  const { quantity, source, target, time, lag, ahead, from, low, high } = estimate;
  const { length } = set.inputs;
  if (!isMain(estimate) || time === undefined || from !== undefined || low === high) return [];
  if (knowsDensity(estimate)) return [];
  const has = (name: string): boolean => layers.some((one) => one.name === name);
  if (quantity === 'memory' && lag !== undefined && has(target) && time === length)
    return [{ estimate, layer: target, time, first: time - lag, last: time - lag }];
  if (quantity === 'predictiveInformation' && ahead !== undefined && has(source) && isCausal(config, source))
    return [{ estimate, layer: source, time, first: time + 1, last: time + ahead }];
  return [];
}

/** Whether a layer's state at a step depends on no later one. */
function isCausal({ model: { layers } }: SteppedSnapshot['config'], name: string): boolean {
  const index = layers.findIndex((one) => one.name === name);
  return [index, ...new LayerGraph(layers).ancestors[index]].every((at) => !seesAhead(layers[at]));
}

/** The inputs of some steps as products with the latents, one row for each number. */
export function rowsOf(
  { set }: SteppedSnapshot,
  white: WhiteInputs,
  { first, last }: PartQuestion,
  latents: number,
): Float64Array {
  const { features } = set.inputs;
  const count = (last - first + 1) * features;
  const chosen = new Float32Array(count * white.latents);
  for (let i = 0; i < count; i++) chosen[i * white.latents + (first - 1) * features + i] = 1;
  const found = white.pull(chosen);
  const rows = new Float64Array(count * latents);
  for (let i = 0; i < count; i++) rows.set(found.subarray(i * white.latents, (i + 1) * white.latents), i * latents);
  return rows;
}
