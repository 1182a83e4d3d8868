import { join } from 'node:path';
import { firstLook } from '../../analysis/run/firstLook';
import { runAnalysis } from '../../analysis/run/runAnalysis';
import { analysisServices } from './analysisServices';
import { EstimationPool } from '../estimation/estimationPool';
import { networkProcesses } from './networkProcesses';
import { guardAgainstOrphaning } from './orphanGuard';
import type { EngineCall, EngineEvent } from './protocol';
import { serveEngine } from './serve';
import { studyProcesses } from '../sweep/studyProcesses';
import { sweepProcesses } from '../sweep/sweepProcesses';

// The engine process: the supervisor forks it, and it ends when the channel to the supervisor closes.
process.on('disconnect', () => process.exit(0));
guardAgainstOrphaning();

const pool = new EstimationPool({ workerPath: join(__dirname, 'estimationWorker.js') });

serveEngine(
  {
    send: (event: EngineEvent) => {
      if (process.connected) process.send?.(event);
    },
    onCall: (handle) => process.on('message', (call: EngineCall) => handle(call)),
  },
  async (request, listener, signal) => {
    pool.warm();
    const { backend, cacheFolder, firstLook: look, ...input } = request;
    const processes = { workerPath: join(__dirname, 'sweepWorker.js'), backend, cacheFolder };
    const services = analysisServices({
      backend,
      cacheFolder,
      keepsStates: true,
      runJob: pool.run,
      sumEndings: pool.sumEndings,
      cores: pool.cores,
      runChains: sweepProcesses(processes),
      runNetworks: networkProcesses(processes),
      runStudies: studyProcesses(processes),
    });
    if (look) listener.delta({ estimates: await firstLook(input, services, look.after, signal) });
    else await runAnalysis(input, services, listener, signal);
  },
  () => process.exit(0),
);
