import { loadDataset } from '../../data/loadDataset';
import { fileContext } from '../cache/dataKey';
import { runAnalysis } from '../run/runAnalysis';
import { parseConfig, withConfigLocation } from '../run/failures';
import { withGiven } from '../run/givenWeights';
import type { AnalysisServices } from '../run/services';
import { verifyRunConditions } from '../run/verifyRunConditions';
import { otherConfigs } from './otherConfigs';
import { runStudyJob } from './runStudyJob';
import type { OnTrial, StudyRequest } from './studyRequest';

/**
 * Runs one job of a study from its request alone: the work of a process.
 * @throws ConfigError where the config's files are not here; UserError where they or the backend differ from those that
 *   the run was started with
 */
export async function runStudyRequest(
  { input, job, conditions }: StudyRequest,
  services: AnalysisServices,
  onTrial: OnTrial,
  signal: AbortSignal,
): Promise<void> {
  const written = parseConfig(input);
  const files = fileContext(input, written.seed, signal);
  const { backend, datasetKey, given } = await verifyRunConditions(input, written, files, conditions, services, 'run');
  const dataset = await withConfigLocation(input, ['data'], () => loadDataset(written.data, files));
  const { runJob, cache } = services;
  const config = withGiven(written, given);
  const others = otherConfigs(input, services, runAnalysis, signal);
  await withConfigLocation(input, [job.study], () =>
    runStudyJob(job, { config, dataset, datasetKey, given, backend, runJob, cache, signal, others }, onTrial),
  );
}
