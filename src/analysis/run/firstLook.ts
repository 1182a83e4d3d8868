import { withRecording } from '../../data/recorded/recording';
import { recordedEpochs } from '../../data/recorded/recordedPaths';
import type { Estimate } from '../../result/result';
import { dataKey, fileContext } from '../cache/dataKey';
import { consistentEstimates } from '../consistency/consistentEstimates';
import { Source } from '../consistency/source';
import { assemble, inUnit } from '../measures/estimateRecords';
import { statesOfInput, withoutOtherStates } from '../measures/statesOfInput';
import { planLastStep } from '../plan/planSnapshot';
import { datasetOf } from '../stages/datasetStage';
import { statesOfEpoch } from '../stages/recordedStage';
import type { AnalysisInput } from './analysisInput';
import { parseConfig, withConfigLocation } from './failures';
import type { AnalysisServices } from './services';

/** Sequences of a first look: enough for about a tenth of a bit, and done in a fraction of a second. */
const mostSequences = 250;

/**
 * The newest epoch of a recording at once: each layer's information about input and target at the last step, from few
 * sequences, which the estimates say. The whole analysis takes far longer, and replaces these numbers.
 *
 * @param after the newest epoch that was looked at before; undefined where there is none
 * @returns no estimates where the recording holds no newer epoch
 * @throws ConfigError where the config or a file is wrong; CancelledError
 */
export async function firstLook(
  input: AnalysisInput,
  services: Pick<AnalysisServices, 'cache' | 'runJob'>,
  after: number | undefined,
  signal: AbortSignal,
): Promise<Estimate[]> {
  const written = parseConfig(input);
  const files = fileContext(input, written.seed, signal);
  const data = await withConfigLocation(input, ['data', 'recording'], () => withRecording(written.data, files));
  if (data.task !== 'activations') return [];
  const config = {
    ...written,
    data,
    analysis: { ...written.analysis, samples: Math.min(written.analysis.samples, mostSequences) },
  };
  const epoch = Math.max(...recordedEpochs(data));
  if (after !== undefined && epoch <= after) return [];
  const key = await withConfigLocation(input, ['data'], () => dataKey(config, files));
  const { output: dataset } = await withConfigLocation(input, ['data'], () =>
    datasetOf(config, key, files, services.cache),
  );
  const samples = Math.min(config.analysis.samples, dataset.heldOut.inputs.samples);
  const states = await statesOfEpoch(data, epoch, dataset, samples, { input, files, signal });
  const plan = planLastStep(config, dataset.heldOut, states, samples);
  const outcomes = await services.runJob(plan.job, signal);
  const { estimates } = withoutOtherStates(
    assemble(epoch, plan.planned, new Map(), outcomes, samples),
    statesOfInput(dataset.heldOut, states, samples),
  );
  const held = consistentEstimates(estimates, new Source(config, dataset), config);
  return held.map((estimate) => inUnit(estimate, config.analysis.unit));
}
