import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { CancelledError } from '../base/cancellation';
import { InputError, UserError } from '../base/userError';
import type { ChainRequest, RunChains } from '../analysis/sweep/sweepStage';
import type { BackendChoice } from './protocol';
import type { SweepCall, SweepEvent } from './sweepProtocol';

interface SweepProcessesOptions {
  /** The bundled worker, `dist/sweepWorker.js`. */
  readonly workerPath: string;
  readonly backend: BackendChoice;
  readonly cacheFolder?: string | undefined;
  readonly processes?: number;
}

/** Runs a sweep's chains in processes of their own, one a core. A process that dies hands its chain to the next; its finished points are in the cache. */
export function sweepProcesses(options: SweepProcessesOptions): RunChains {
  return async (requests, onPoint, signal) => {
    const seen = new Set<number>();
    const once = (point: Parameters<typeof onPoint>[0], reused: boolean): void => {
      if (seen.has(point.beta)) return;
      seen.add(point.beta);
      onPoint(point, reused);
    };
    const waiting = requests.map((request) => ({ request, tries: 0 }));
    const count = Math.min(waiting.length, options.processes ?? availableParallelism());
    const controller = new AbortController();
    const all = AbortSignal.any([signal, controller.signal]);
    try {
      await Promise.all(Array.from({ length: count }, async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          if (await runInProcess(next.request, options, once, all) === 'died') {
            if (next.tries > 0) throw diedTwice();
            waiting.push({ request: next.request, tries: next.tries + 1 });
          }
        }
      }));
    } catch (failure) {
      controller.abort();
      throw failure;
    }
  };
}

/** Once more where the process died: what it had finished is in the cache. @throws UserError where it dies again, and what `run` throws */
export async function chainOutlives(run: () => Promise<'done' | 'died'>): Promise<void> {
  if ((await run()) === 'died' && (await run()) === 'died') throw diedTwice();
}

const diedTwice = (): UserError => new UserError('A process of the sweep ended twice on the same betas: it may have run out of memory. Try fewer samples or units.');

/**
 * One chain in a process of its own.
 * @throws CancelledError, or the chain's own failure
 */
export function runInProcess(request: ChainRequest, options: SweepProcessesOptions, onPoint: Parameters<RunChains>[1], signal: AbortSignal): Promise<'done' | 'died'> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new CancelledError());
      return;
    }
    const child: ChildProcess = fork(options.workerPath, [], {
      serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [],
      env: { ...process.env, NODE_OPTIONS: undefined, ELECTRON_RUN_AS_NODE: '1', TF_CPP_MIN_LOG_LEVEL: '2', ...oneThread },
    });
    const stop = (): void => { child.kill('SIGKILL'); };
    const finish = (settle: () => void): void => {
      signal.removeEventListener('abort', stop);
      process.off('exit', stop);
      child.removeAllListeners();
      child.kill('SIGKILL');
      settle();
    };
    signal.addEventListener('abort', stop, { once: true });
    process.once('exit', stop);
    child.on('message', (event: SweepEvent) => {
      if (event.type === 'point') onPoint(event.point, event.reused);
      else if (event.type === 'done') finish(() => resolve('done'));
      else finish(() => reject(event.failure.kind === 'input' ? new InputError(event.failure.message, event.failure.file, event.failure.position) : new UserError(event.failure.message)));
    });
    child.on('error', () => finish(() => resolve('died')));
    child.on('exit', () => finish(() => (signal.aborted ? reject(new CancelledError()) : resolve('died'))));
    const call: SweepCall = { type: 'chain', request, backend: options.backend, ...(options.cacheFolder !== undefined && { cacheFolder: options.cacheFolder }) };
    child.send(call, () => undefined);
  });
}

/** The processes share the cores among them; TensorFlow must not take all of them in each. */
const oneThread = { OMP_NUM_THREADS: '1', TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1' };
