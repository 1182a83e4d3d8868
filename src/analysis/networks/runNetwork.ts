import type { AnalysisConfig } from '../../config/schema/config';
import type { Dataset } from '../../data/dataset';
import type { AnalysisInput } from '../run/analysisInput';
import type { Recorder } from '../run/recorder';
import type { RunProgress } from '../run/runProgress';
import type { RunningBackend } from '../run/runningBackend';
import type { AnalysisServices } from '../run/services';
import { EstimatesStage } from '../stages/estimatesStage';
import type { GivenWeights } from '../run/givenWeights';
import { fileContext } from '../cache/dataKey';
import { RecordedStage } from '../stages/recordedStage';
import type { RecordedNetworkStage } from '../stages/recordedNetworkStage';
import type { Snapshot } from '../stages/snapshotSink';
import { TrainingStage } from '../stages/trainingStage';

/** What is needed to train and estimate one network. */
export interface NetworkContext {
  readonly dataset: Dataset;
  readonly datasetKey: string;
  readonly given: GivenWeights | undefined;
  readonly backend: RunningBackend;
  readonly services: AnalysisServices;
  /** Runs a network that was trained elsewhere. */
  readonly recorded?: RecordedNetworkStage | undefined;
  readonly input: AnalysisInput & { readonly network?: string | undefined };
}

export function trainingStageOf(
  config: AnalysisConfig,
  { dataset, datasetKey, given, backend: { backend, version, kernel }, services, input }: NetworkContext,
): TrainingStage {
  return new TrainingStage(config, dataset, datasetKey, {
    backend,
    version,
    kernel,
    cache: services.cache,
    input,
    given,
    cores: services.cores,
  });
}

type States = TrainingStage | RecordedStage | RecordedNetworkStage;

/** The source of a network's states: training here, or the files of a network that was trained elsewhere. */
function statesOf(config: AnalysisConfig, context: NetworkContext, signal: AbortSignal): States {
  const { data } = config;
  if (context.recorded) return context.recorded;
  if (data.task !== 'activations') return trainingStageOf(config, context);
  return new RecordedStage(config, data, context.dataset, context.datasetKey, {
    input: context.input,
    files: fileContext(context.input, config.seed, signal),
  });
}

/**
 * Trains the config's model and estimates its snapshots during training, or takes both from the cache.
 * @returns the last snapshot, and the name of the states of all of them
 * @throws ConfigError where the network does not fit the data; CancelledError
 */
export async function runNetwork(
  config: AnalysisConfig,
  context: NetworkContext,
  recorder: Recorder,
  progress: RunProgress,
  signal: AbortSignal,
): Promise<{ readonly last: Snapshot | undefined; readonly activationsKey: string }> {
  const training = statesOf(config, context, signal);
  const estimates = new EstimatesStage(
    config,
    context.dataset,
    training.activationsKey,
    context.services,
    recorder,
    progress,
    signal,
  );
  try {
    await training.run(estimates, recorder, progress, signal);
    await estimates.finish(() => training.activations);
    return { last: estimates.lastSnapshot, activationsKey: training.activationsKey };
  } catch (failure) {
    await estimates.stop();
    throw failure;
  }
}
