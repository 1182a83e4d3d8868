import { availableParallelism } from 'node:os';
import { sentence } from '../../base/sentence';
import { UserError } from '../../base/userError';
import type { RunStudies } from '../../analysis/studies/studyRequest';
import { callInProcess } from '../process/workerProcess';
import { inProcesses } from './inProcesses';
import type { SweepProcessesOptions } from './sweepProcesses';

/**
 * Runs the jobs of studies in processes of their own, at most one per core. If a process dies, another one continues
 * its job; the finished trials are in the cache.
 */
export function studyProcesses({ workerPath, backend, cacheFolder, processes }: SweepProcessesOptions): RunStudies {
  return async (requests, onTrial, signal) => {
    const seen = new Set<string>();
    await inProcesses(
      requests,
      processes ?? availableParallelism(),
      (request, all) =>
        callInProcess(
          workerPath,
          { type: 'study', request, backend, ...(cacheFolder !== undefined && { cacheFolder }) },
          (event) => {
            if (event.type !== 'trial') return;
            const { study, repetition, trial } = event.report;
            const key = `${study}/${repetition}/${JSON.stringify(trial)}`;
            if (!seen.has(key)) onTrial(event.report, event.reused);
            seen.add(key);
          },
          all,
        ),
      diedTwice,
      signal,
    );
  };
}

const diedTwice = (): UserError =>
  new UserError(
    sentence(
      'A process of a study ended twice at the same networks. It may have run out of memory: try fewer samples.',
    ),
  );
