import { availableParallelism } from 'node:os';
import { CancelledError, onCancel, throwIfCancelled } from '../../base/cancellation';
import { Cores } from '../../base/cores';
import type { RunEndingsJob } from '../../information/estimators/known/beginnings/endingsJob';
import type { EstimationJob, PairOutcome, RunEstimationJob } from '../../information/job/job';
import type { Variable } from '../../information/types/variable';
import { EstimationThread } from './estimationThread';
import { splitJob } from './splitJob';
import { prepareThreads } from './prepareThreads';

export interface EstimationPoolOptions {
  /** The bundled worker, `dist/estimationWorker.js`. */
  readonly workerPath: string;
  /** Number of threads; default: one per core. */
  readonly threads?: number;
}

/**
 * Runs estimation jobs on all cores. Threads start with the first job (or with `warm`), stay for later jobs, and do not
 * keep the process alive while idle.
 */
export class EstimationPool {
  private readonly threads: EstimationThread[] = [];
  private readonly waiting: ((thread: EstimationThread) => void)[] = [];
  private readonly size: number;
  /** A thread works while it has a core, which training may hold. */
  readonly cores: Cores;

  constructor(private readonly options: EstimationPoolOptions) {
    this.size = Math.max(1, options.threads ?? availableParallelism());
    this.cores = new Cores(this.size);
  }

  /** Starts the threads ahead of the first job. */
  warm(): void {
    while (this.threads.length < this.size) this.add();
  }

  /** Rejects with CancelledError as soon as the signal is aborted, or with the first part's failure. */
  readonly run: RunEstimationJob = async (job, signal) => {
    throwIfCancelled(signal);
    if (job.pairs.length === 0) return [];
    const shared = { ...job, variables: job.variables.map(sharedVariable) };
    // Two parts per thread balance the load when parts take longer than expected. While others wait no thread is idle,
    // and fewer parts prepare fewer variables twice.
    const isSmall = job.pairs.length < 8 * this.size || this.cores.areWanted;
    const parts = splitJob(shared, job.threads ?? (isSmall ? this.size : 2 * this.size));
    const outcomes = new Array<PairOutcome>(job.pairs.length);
    const controller = new AbortController();
    const endWait = onCancel(signal, () => controller.abort());
    try {
      await Promise.all(
        parts.map(async (part) => {
          const results = await this.runPart(part.job, controller.signal);
          part.places.forEach((place, index) => {
            outcomes[place] = results[index];
          });
        }),
      );
    } catch (error) {
      controller.abort();
      throw error;
    } finally {
      endWait();
    }
    return outcomes;
  };

  /** Sums over endings on a thread, once one is free. */
  readonly sumEndings: RunEndingsJob = async (job, signal = new AbortController().signal) =>
    this.onThread((thread) => thread.sum(job, signal), signal);

  /** Ends every thread; work under way is rejected. */
  async dispose(): Promise<void> {
    await Promise.all(this.threads.splice(0).map((thread) => thread.end()));
  }

  private runPart(job: EstimationJob, signal: AbortSignal): Promise<PairOutcome[]> {
    return this.onThread((thread) => thread.run(job, signal), signal);
  }

  private async onThread<T>(work: (thread: EstimationThread) => Promise<T>, signal: AbortSignal): Promise<T> {
    const giveBack = await this.cores.take(signal);
    const thread = await this.idleThread();
    const end = (): void => {
      this.release(thread);
      giveBack();
    };
    if (signal.aborted) {
      end();
      throw new CancelledError();
    }
    try {
      return await work(thread);
    } finally {
      void thread.settled().then(end);
    }
  }

  private idleThread(): Promise<EstimationThread> {
    const idle = this.threads.find((thread) => !thread.taken);
    const thread = idle ?? (this.threads.length < this.size ? this.add() : undefined);
    if (thread) {
      thread.taken = true;
      return Promise.resolve(thread);
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private release(thread: EstimationThread): void {
    let next: EstimationThread | undefined = thread;
    if (thread.ended) {
      const index = this.threads.indexOf(thread);
      if (index >= 0) this.threads.splice(index, 1);
      next = this.waiting.length > 0 ? this.add() : undefined;
    }
    if (!next) return;
    const waiter = this.waiting.shift();
    next.taken = waiter !== undefined;
    waiter?.(next);
  }

  private add(): EstimationThread {
    prepareThreads();
    const thread = new EstimationThread(this.options.workerPath);
    this.threads.push(thread);
    return thread;
  }
}

/** Shared memory gives every thread the values without copies. */
function sharedVariable(variable: Variable): Variable {
  const { conditional } = variable;
  return {
    ...variable,
    values: shared(variable.values),
    ...(conditional
      ? { conditional: { ...conditional, means: shared(conditional.means), variances: shared(conditional.variances) } }
      : {}),
  };
}

function shared(values: Float64Array): Float64Array {
  if (values.buffer instanceof SharedArrayBuffer) return values;
  const copy = new Float64Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}
