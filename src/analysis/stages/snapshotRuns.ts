import type { AnalysisConfig } from '../../config/schema/config';
import type { Model } from '../../models/model';
import type { NetworkRuns } from '../measures/histories/networkRuns';

/**
 * Runs a snapshot's network on further sequences.
 * @param use gives it with the snapshot's weights, for one use: other snapshots are run between
 */
export const snapshotRuns = (
  use: <T>(work: (model: Model) => Promise<T>) => Promise<T>,
  { seed, analysis: { of } }: Pick<AnalysisConfig, 'seed' | 'analysis'>,
  signal: AbortSignal,
): NetworkRuns => ({
  states: (set) => use((model) => model.activations(set, set.inputs.samples, seed, signal, undefined, of)),
  logitsOf: (way, states, samples) => use((model) => model.logitsOf(way, states, samples)),
  pullBack: (layer, inputs, cotangents, noise) =>
    use((model) => model.pullBack(layer, inputs, cotangents, signal, noise)),
  gates: (inputs, visit) => use((model) => model.gates(inputs, seed, visit, signal)),
  lastStates: (inputs, noise) => use((model) => model.lastStates(inputs, seed, signal, noise, of)),
});
