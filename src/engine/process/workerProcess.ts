import { fork, type ChildProcess } from 'node:child_process';
import { CancelledError } from '../../base/cancellation';
import { InputError, UserError } from '../../base/userError';
import type { SweepCall, SweepEvent } from '../sweep/sweepProtocol';

/**
 * Runs one call in a process of its own; `onEvent` receives its progress.
 * @returns 'done', or 'died' if the process ended early
 * @throws CancelledError, or the failure of the call
 */
export function callInProcess(
  workerPath: string,
  call: SweepCall,
  onEvent: (event: Exclude<SweepEvent, { type: 'done' | 'failed' }>) => void,
  signal: AbortSignal,
): Promise<'done' | 'died'> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new CancelledError());
      return;
    }
    const child: ChildProcess = fork(workerPath, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
      env: {
        ...process.env,
        NODE_OPTIONS: undefined,
        ELECTRON_RUN_AS_NODE: '1',
        TF_CPP_MIN_LOG_LEVEL: '2',
        ...(call.type !== 'network' && oneThread),
      },
    });
    const stop = (): void => {
      child.kill('SIGKILL');
    };
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
      if (event.type === 'done') finish(() => resolve('done'));
      else if (event.type === 'failed')
        finish(() =>
          reject(
            event.failure.kind === 'input'
              ? new InputError(event.failure.sentence, event.failure.file, event.failure.position)
              : new UserError(event.failure.sentence),
          ),
        );
      else onEvent(event);
    });
    child.on('error', () => finish(() => resolve('died')));
    child.on('exit', () => finish(() => (signal.aborted ? reject(new CancelledError()) : resolve('died'))));
    child.send(call, () => undefined);
  });
}

/** The processes of a sweep or a study share the cores, so TensorFlow may use one thread in each. */
const oneThread = { OMP_NUM_THREADS: '1', TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1' };
