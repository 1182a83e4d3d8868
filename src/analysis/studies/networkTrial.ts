import { allNetworks, configOfNetwork, modelName } from '../../config/layers/networks';
import type { AnalysisConfig } from '../../config/schema/config';
import type { Finished, PlannedJob } from './study';
import { seedOf } from './trained';

/** A network of the config to train, by its name; plain data. */
export interface NetworkTrial {
  readonly network: string;
}

export const isNetworkTrial = (planned: object): planned is NetworkTrial => 'network' in planned;

/** The numbers of repetitions, from 1. */
export const repetitionsOf = (seeds = 0): number[] => Array.from({ length: seeds }, (_, i) => i + 1);

/** The model in every repetition. */
export const jobsOfModel = (config: AnalysisConfig, seeds: number | undefined): PlannedJob<NetworkTrial>[] =>
  repetitionsOf(seeds).map((repetition) => ({ repetition, trials: [{ network: modelName(config) }] }));

/** The model and every other network in every repetition, each a job of its own. */
export const jobsOfNetworks = (config: AnalysisConfig, seeds: number | undefined): PlannedJob<NetworkTrial>[] =>
  repetitionsOf(seeds).flatMap((repetition) =>
    allNetworks(config).map((network) => ({ repetition, trials: [{ network }] })),
  );

/** The config to train the trial's network by: the model's is the whole config. */
export function configOfTrial({ network }: NetworkTrial, repetition: number, config: AnalysisConfig): AnalysisConfig {
  const own = network === modelName(config) ? config : configOfNetwork(config, network);
  return { ...own, seed: seedOf(own, repetition) };
}

/** In the order of repetitions, and of the networks in the config. */
export function inOrder<One extends Finished<NetworkTrial>>(finished: readonly One[], config: AnalysisConfig): One[] {
  const names = allNetworks(config);
  const place = ({ trial }: One): number => names.indexOf(trial.network);
  return [...finished].sort((a, b) => a.repetition - b.repetition || place(a) - place(b));
}
