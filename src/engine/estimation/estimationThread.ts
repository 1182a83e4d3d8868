import { Worker } from 'node:worker_threads';
import { CancelledError } from '../../base/cancellation';
import { UserError } from '../../base/userError';
import type { EndingsJob } from '../../information/estimators/known/beginnings/endingsJob';
import type { EndingSums } from '../../information/estimators/known/beginnings/endingSums';
import type { EstimationJob, PairOutcome } from '../../information/job/job';
import type { FromEstimationWorker, ThreadError, ToEstimationWorker } from './estimationMessages';

/** A cancelled thread that has not stopped after this time is ended, ms. */
const cancelGrace = 500;

interface Task {
  readonly id: number;
  /** Takes the answer. */
  readonly answer: (message: FromEstimationWorker) => void;
  readonly reject: (error: Error) => void;
  readonly settle: () => void;
}

/** One worker thread, one job at a time. */
export class EstimationThread {
  /** Whether the pool has given the thread a job. */
  taken = false;
  ended = false;
  private readonly worker: Worker;
  private task: Task | undefined;
  private settledTask: Promise<void> = Promise.resolve();
  private count = 0;

  constructor(workerPath: string) {
    this.worker = new Worker(workerPath);
    this.worker.on('message', (message: FromEstimationWorker) => this.receive(message));
    this.worker.on('error', (error: Error) => this.fail(error));
    this.worker.on('exit', (code) => this.fail(new Error(`an estimation thread ended with code ${code}`)));
    this.worker.unref();
  }

  /**
   * Rejects with CancelledError as soon as the signal is aborted. The thread itself is free only when `settled`
   * resolves.
   */
  run(job: EstimationJob, signal: AbortSignal): Promise<PairOutcome[]> {
    const work = (id: number): ToEstimationWorker => ({ type: 'run', id, job });
    return this.start(work, (message) => (message.type === 'done' ? message.outcomes : undefined), signal);
  }

  /** The same for sums over endings. */
  sum(job: EndingsJob, signal: AbortSignal): Promise<EndingSums> {
    const work = (id: number): ToEstimationWorker => ({ type: 'sum', id, job });
    return this.start(work, (message) => (message.type === 'summed' ? message.sums : undefined), signal);
  }

  private start<T>(
    work: (id: number) => ToEstimationWorker,
    read: (message: FromEstimationWorker) => T | undefined,
    signal: AbortSignal,
  ): Promise<T> {
    const id = ++this.count;
    return new Promise<T>((resolve, reject) => {
      const cancel = () => {
        reject(new CancelledError());
        this.post({ type: 'cancel', id });
        setTimeout(() => {
          if (this.task?.id === id) void this.end();
        }, cancelGrace).unref();
      };
      this.settledTask = new Promise((settled) => {
        this.task = {
          id,
          answer: (message) => {
            const found = read(message);
            if (found !== undefined) resolve(found);
            else
              reject(
                message.type === 'failed' ? revive(message.error) : new Error('an estimation thread answered amiss'),
              );
          },
          reject,
          settle: () => {
            signal.removeEventListener('abort', cancel);
            settled();
          },
        };
      });
      if (this.ended) {
        this.fail(new Error('an estimation thread ended'));
        return;
      }
      signal.addEventListener('abort', cancel);
      this.worker.ref();
      this.post(work(id));
    });
  }

  /** Resolves when the thread has stopped working on its last job, or has been ended. */
  settled(): Promise<void> {
    return this.settledTask;
  }

  async end(): Promise<void> {
    this.ended = true;
    await this.worker.terminate();
  }

  private post(message: ToEstimationWorker): void {
    this.worker.postMessage(message);
  }

  private receive(message: FromEstimationWorker): void {
    const { task } = this;
    if (task?.id !== message.id) return;
    this.task = undefined;
    this.worker.unref();
    task.answer(message);
    task.settle();
  }

  private fail(error: Error): void {
    this.ended = true;
    const { task } = this;
    this.task = undefined;
    task?.reject(error);
    task?.settle();
  }
}

/** Errors lose their class between threads. */
function revive(error: ThreadError): Error {
  if (error.name === 'CancelledError') return new CancelledError();
  const revived = error.sentence ? new UserError(error.sentence) : new Error(error.message);
  if (error.stack !== undefined) revived.stack = error.stack;
  return revived;
}
