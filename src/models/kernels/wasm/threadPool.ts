import { platform } from '#platform';
import type { StartedThread } from '../../../base/platform/platform';
import { compileKernel, type KernelForm } from './compiledKernel';
import type { ProgramRunner } from './programRunner';

/** A worker thread: instantiates the kernels over the shared memory and runs programs until it is asked to stop. */
const workerSource = `
const { module, memory, thread } = given;
const { exports } = new WebAssembly.Instance(module, { env: { memory } });
ready();
exports.serve(thread);
`;

type Call = (...values: number[]) => number;

/** The kernels on the calling thread and on `threads - 1` others, which start once and end with the process. */
export class ThreadPool implements ProgramRunner {
  readonly form: KernelForm;
  private readonly workers: StartedThread[] = [];
  private readonly runProgram: Call;
  private readonly stopWorkers: Call;
  private readonly approximateFour: Call;
  private failure: string | undefined;

  private constructor(
    memory: WebAssembly.Memory,
    readonly threads: number,
    form?: KernelForm,
  ) {
    const kernel = compileKernel(form);
    this.form = kernel.form;
    const { exports } = new WebAssembly.Instance(kernel.module, { env: { memory } });
    const call = (name: string): Call => {
      const found = exports[name];
      if (typeof found !== 'function') throw new Error(`The recurrent kernels export no ${name}.`);
      return (...values) => Number(found(...values));
    };
    this.runProgram = call('run');
    this.stopWorkers = call('stop');
    this.approximateFour = call('approximate');
    call('start')();
    for (let thread = 1; thread < threads; thread++) {
      this.workers.push(
        platform.startThread(workerSource, { module: kernel.module, memory, thread }, `recurrent kernels ${thread}`),
      );
    }
  }

  static async start(memory: WebAssembly.Memory, threads: number, form?: KernelForm): Promise<ThreadPool> {
    const pool = new ThreadPool(memory, threads, form);
    await Promise.all(pool.workers.map((worker) => worker.ready()));
    for (const worker of pool.workers) {
      worker.onEnd((reason) => {
        pool.failure ??= reason;
      });
      worker.unref();
    }
    return pool;
  }

  /** Each thread sums the gradients of its own rows. */
  get partials(): number {
    return this.threads;
  }

  /**
   * Runs a program from `start` to `end` (byte offsets) on all threads, or on the calling thread alone.
   *
   * @throws Error if one of the threads has ended
   */
  run(start: number, end: number, alone: boolean): void {
    if (alone) {
      this.runProgram(start, end, 1);
      return;
    }
    if (this.failure === undefined && this.runProgram(start, end, this.threads) === 0)
      this.failure = 'it gives no sign of life';
    if (this.failure !== undefined) throw new Error(`A thread of the recurrent kernels was lost (${this.failure}).`);
  }

  /**
   * Writes the kernels' tanh and logistic function of the four numbers at `offset` into the eight numbers from there
   * on.
   */
  approximate(offset: number): void {
    this.approximateFour(offset);
  }

  /** Ends the other threads. */
  async dispose(): Promise<void> {
    this.failure ??= 'disposed';
    this.stopWorkers();
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  /** The worker threads, for tests that end one of them. */
  get workerThreads(): readonly StartedThread[] {
    return this.workers;
  }
}
