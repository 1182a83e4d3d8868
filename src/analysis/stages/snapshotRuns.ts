import type { Model, NamedWeights } from '../../models/model';
import type { NetworkRuns } from '../measures/histories/networkRuns';

/** The model with these weights, which are set where it has others. */
export function withWeights(model: Model, weights: NamedWeights): Model {
  const now = model.weights();
  const same = Object.keys(weights).every(
    (name) => now[name].values === weights[name].values || equal(now[name].values, weights[name].values),
  );
  if (!same) model.setWeights(weights);
  return model;
}

function equal(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/**
 * Runs a snapshot's network on further sequences.
 * @param model gives it with the snapshot's weights: other snapshots may have been run since
 */
export const snapshotRuns = (model: () => Promise<Model>, seed: number, signal: AbortSignal): NetworkRuns => ({
  states: async (set) => (await model()).activations(set, set.inputs.samples, seed, signal),
  logitsOf: async (way, states, samples) => (await model()).logitsOf(way, states, samples),
  pullBack: async (layer, inputs, cotangents, noise) =>
    (await model()).pullBack(layer, inputs, cotangents, signal, noise),
  lastStates: async (inputs, noise) => (await model()).lastStates(inputs, seed, signal, noise),
});
