import { runChainRequest } from '../analysis/sweep/runChainRequest';
import { runEstimationJob } from '../information/runJob';
import { analysisServices } from './analysisServices';
import { toFailure } from './failure';
import { guardAgainstOrphaning } from './orphanGuard';
import type { SweepCall, SweepEvent } from './sweepProtocol';

// One of a sweep's processes: trains the chains that it is handed, one core's worth each, and never outlives the channel.
process.on('disconnect', () => process.exit(0));
guardAgainstOrphaning();

function send(event: SweepEvent): void {
  if (process.connected) process.send?.(event);
}

process.on('message', (call: SweepCall) => {
  const services = analysisServices({ backend: call.backend, cacheFolder: call.cacheFolder, runJob: runEstimationJob });
  void runChainRequest(call.request, services, (point, reused) => send({ type: 'point', point, reused }), new AbortController().signal)
    .then(() => send({ type: 'done' }), (error: unknown) => send({ type: 'failed', failure: toFailure(error) }));
});
