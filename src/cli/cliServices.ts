import { join } from 'node:path';
import type { AnalysisServices } from '../analysis/run/services';
import { userCacheFolder } from '../base/userCacheFolder';
import { EstimationPool } from '../engine/estimation/estimationPool';
import { analysisServices } from '../engine/process/analysisServices';
import { networkProcesses } from '../engine/process/networkProcesses';
import type { BackendChoice } from '../engine/process/protocol';
import { studyProcesses } from '../engine/sweep/studyProcesses';
import { sweepProcesses } from '../engine/sweep/sweepProcesses';
import { studyQueue, sweepQueue } from '../engine/sweep/sweepQueue';

export interface ServiceOptions {
  readonly backend: BackendChoice;
  readonly cache: boolean;
  /** Where a sweep's chains are queued for workers; absent: processes of this machine. */
  readonly redis?: string;
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Gives `work` what an analysis needs: threads, processes, the cache; and ends them after it. */
export async function withServices(
  { backend, cache, redis }: ServiceOptions,
  work: (services: AnalysisServices) => Promise<void>,
): Promise<void> {
  const pool = new EstimationPool({ workerPath: join(__dirname, 'estimationWorker.js') });
  pool.warm();
  const cacheFolder = cache ? join(userCacheFolder(), 'stages') : undefined;
  const processes = { workerPath: join(__dirname, 'sweepWorker.js'), backend, cacheFolder };
  const here = studyProcesses(processes);
  const queue = redis === undefined ? undefined : { url: redis, reuse: cache, notice: say };
  try {
    await work(
      analysisServices({
        backend,
        runJob: pool.run,
        sumEndings: pool.sumEndings,
        cores: pool.cores,
        cacheFolder,
        runChains: queue ? sweepQueue(queue) : sweepProcesses(processes),
        runNetworks: networkProcesses(processes),
        runStudies: queue ? studyQueue(queue, here) : here,
      }),
    );
  } finally {
    await pool.dispose();
  }
}
