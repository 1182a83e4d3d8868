import { join } from 'node:path';
import { runNetworkRequest } from '../../analysis/networks/runNetworkRequest';
import { runStudyRequest } from '../../analysis/studies/runStudyRequest';
import { runChainRequest } from '../../analysis/sweep/runChainRequest';
import { runEstimationJob } from '../../information/runJob';
import { analysisServices } from '../process/analysisServices';
import { DeltaSender } from '../process/deltaSender';
import { EstimationPool } from '../estimation/estimationPool';
import { toFailure } from '../process/failure';
import { guardAgainstOrphaning } from '../process/orphanGuard';
import type { SweepCall, SweepEvent } from './sweepProtocol';
import { Throttle } from '../process/throttle';

// A process that trains next to the engine: chains of a sweep, one network, or jobs of a study. It ends when the
// channel closes.
process.on('disconnect', () => process.exit(0));
guardAgainstOrphaning();

function send(event: SweepEvent): void {
  if (process.connected) process.send?.(event);
}

process.on('message', (call: SweepCall) => {
  void workOf(call).then(
    () => send({ type: 'done' }),
    (error: unknown) => send({ type: 'failed', failure: toFailure(error) }),
  );
});

function workOf(call: SweepCall): Promise<void> {
  switch (call.type) {
    case 'chain':
      return chain(call);
    case 'network':
      return network(call);
    case 'study':
      return study(call);
  }
}

/** Runs a job of a study on one core. */
async function study({ request, backend, cacheFolder }: Extract<SweepCall, { type: 'study' }>): Promise<void> {
  await runStudyRequest(
    request,
    analysisServices({ backend, cacheFolder, runJob: runEstimationJob }),
    (report, reused) => send({ type: 'trial', report, reused }),
    new AbortController().signal,
  );
}

/** Runs a chain on one core. */
async function chain({ request, backend, cacheFolder }: Extract<SweepCall, { type: 'chain' }>): Promise<void> {
  const services = analysisServices({ backend, cacheFolder, runJob: runEstimationJob });
  await runChainRequest(
    request,
    services,
    (point, reused) => send({ type: 'point', point, reused }),
    new AbortController().signal,
  );
}

/** Runs a network, with threads for its estimates as in the engine. */
async function network({ request, backend, cacheFolder }: Extract<SweepCall, { type: 'network' }>): Promise<void> {
  const pool = new EstimationPool({ workerPath: join(__dirname, 'estimationWorker.js') });
  const deltas = new DeltaSender((delta) => send({ type: 'delta', delta }));
  let latest = 0;
  const shares = new Throttle(200, () => send({ type: 'share', share: latest }));
  const services = analysisServices({
    backend,
    cacheFolder,
    runJob: pool.run,
    sumEndings: pool.sumEndings,
    cores: pool.cores,
  });
  await runNetworkRequest(
    request,
    services,
    {
      delta: (_, delta) => deltas.add(delta),
      share: (_, share) => {
        latest = share;
        shares.request();
      },
    },
    new AbortController().signal,
  );
  deltas.flush();
  shares.flush();
}
