import { chosenNetwork } from '../recorded/chosenNetwork';
import { withSourceOf } from './sourceOfRun';
import { analysisWarning } from '../../result/warnings';
import { type AnalysisInput } from './analysisInput';
import { throwIfCancelled } from '../../base/cancellation';
import { withShareOfBudget } from '../../config/layers/networks';
import { kernelNameFor } from '../../models/training/fusedTraining';
import { withRecording } from '../../data/recorded/recording';
import { dataSummary } from '../measures/dataSummary';
import { emptyResult } from '../../result/emptyResult';
import { parseConfig, withConfigLocation } from './failures';
import { NetworksStage } from '../networks/networksStage';
import { runNetwork } from '../networks/runNetwork';
import type { AnalysisListener } from '../../result/progress';
import type { AnalysisResult } from '../../result/result';
import { RunProgress } from './runProgress';
import type { AnalysisServices } from './services';
import { adviceStage } from '../stages/adviceStage';
import { datasetOf } from '../stages/datasetStage';
import { keepStates } from '../stages/statesStage';
import { exactLines } from '../truth/exactLines';
import { dataKey, fileContext } from '../cache/dataKey';
import { givenWeights, withGiven } from './givenWeights';
import { saidOfMasked } from './maskedInputs';
import { Recorder } from './recorder';
import { otherConfigs } from '../studies/otherConfigs';
import { studiesStage } from '../studies/studiesStage';
import { sweepStage } from '../sweep/sweepStage';

/**
 * Runs one analysis: dataset -> training -> activations -> estimates -> advice. Each stage is named by a hash of its
 * inputs and taken from the cache where possible. Snapshots are estimated while training goes on.
 *
 * @throws ConfigError when the config or a data file is wrong; CancelledError when `signal` is aborted
 */
export async function runAnalysis(
  input: AnalysisInput,
  services: AnalysisServices,
  listener: AnalysisListener,
  signal: AbortSignal,
): Promise<AnalysisResult> {
  const written = parseConfig(input);
  const {
    backend,
    version,
    kernel,
    notes = [],
  } = await services.startBackend(written.data.task === 'activations' ? 'recordings' : 'networks');
  throwIfCancelled(signal);
  const files = fileContext(input, written.seed, signal);
  const opened = {
    ...written,
    data: await withConfigLocation(input, ['data', 'recording'], () => withRecording(written.data, files)),
  };
  const datasetKey = await withConfigLocation(input, ['data'], () => dataKey(opened, files));
  const load = (): ReturnType<typeof datasetOf> =>
    withConfigLocation(input, ['data'], () => datasetOf(opened, datasetKey, files, services.cache));
  const running = { backend, version, kernel };
  // Whether a recorded network is run here decides what the document is about, so its sequences are read first.
  const early = opened.data.task === 'activations' ? await load() : undefined;
  const {
    config,
    stage,
    notes: ofNetwork,
  } = early
    ? await chosenNetwork(opened, { dataset: early.output, datasetKey, backend: running, input, files, signal })
    : { config: opened, stage: undefined, notes: [] };
  const result = emptyResult(config, {
    backend,
    version,
    seed: config.seed,
    recurrentKernel:
      config.data.task === 'activations' && !stage
        ? 'none'
        : kernelNameFor(config.model.layers, kernel, config.training.batchSize),
  });
  const recorder = new Recorder(result, listener);
  recorder.append({ warnings: [...notes, ...ofNetwork].map((said) => analysisWarning('note', said)) });
  const progress = new RunProgress(config, listener);

  const dataset = await recorder.stage('dataset', async () => early ?? (await load()));
  throwIfCancelled(signal);
  const sourced = await withConfigLocation(input, ['data', 'source'], () =>
    withSourceOf(config, dataset, stage !== undefined, signal),
  );
  recorder.append({
    data: dataSummary(dataset, config.data),
    warnings: [...dataset.warnings, ...sourced.notes].map((said) => analysisWarning('note', said)),
    exact: exactLines(sourced.config, sourced.dataset),
  });

  const given = await withConfigLocation(input, ['model', 'weights'], () => givenWeights(config, files));
  const masked = saidOfMasked(sourced.dataset.heldOut.inputs, given?.masked);
  for (const said of [given?.assumed, masked]) if (said) recorder.append({ warnings: [analysisWarning('note', said)] });
  const shared = { dataset: sourced.dataset, datasetKey, backend: running, services, input, recorded: stage };
  const networks = new NetworksStage(sourced.config, shared, files, recorder, progress, signal);
  try {
    await networks.start();
    const own = withGiven(withShareOfBudget(sourced.config), given);
    const { last, activationsKey } = await runNetwork(own, { ...shared, given }, recorder, progress, signal);
    const { keptStates: kept } = services;
    if (kept && last)
      await keepStates({ config: own, dataset: sourced.dataset, activationsKey, recorder, kept }, last, signal);
    await networks.finish();
  } catch (failure) {
    await networks.stop();
    throw failure;
  }
  await sweepStage(
    withGiven(config, given),
    dataset,
    recorder,
    { input, datasetKey, given, backend: running, services, signal },
    (share) => progress.sweep(share),
  );
  const { runJob, cache } = services;
  const others = otherConfigs(input, services, runAnalysis, signal);
  await studiesStage(
    input,
    { config: withGiven(config, given), dataset, datasetKey, given, backend: running, runJob, cache, signal, others },
    services,
    recorder,
    (share) => progress.studies(share),
  );
  await adviceStage(
    recorder,
    result.stages.every((stage) => stage.reused),
  );
  return result;
}
