import { letEnd } from '../../base/letEnd';
import { sentence, worded } from '../../base/sentence';
import type { AnalysisListener } from '../../result/progress';
import { crashSentence, type Engine, type ExitReason, type StartEngine } from './startedEngine';
import type { AnalyzeRequest, EngineEvent, EngineFailure } from './protocol';

export type RunOutcome =
  | { readonly type: 'done' }
  | { readonly type: 'cancelled' }
  | { readonly type: 'failed'; readonly failure: EngineFailure };

export interface SupervisorOptions {
  readonly startEngine: StartEngine;
  readonly log: (text: string) => void;
  /** Time for a cancelled run to stop before its process is killed, ms. */
  readonly cancelGrace?: number;
  /** Time without an event after which an engine counts as hung, ms. */
  readonly hangAfter?: number;
  /** Time without a run after which the engine is ended, ms. */
  readonly idleAfter?: number;
}

interface Run {
  readonly number: number;
  readonly request: AnalyzeRequest;
  readonly listener: AnalysisListener;
  readonly settle: (outcome: RunOutcome) => void;
  stopping: boolean;
  /** Its engine ran another before, and has said nothing of this one: it may have died between the two. */
  unheard: boolean;
}

/**
 * The host's side of the engine. It starts the engine for the first run, runs one analysis at a time (a new one cancels
 * the one before), kills a hung engine, and starts a new one after a crash. After the user cancels a run, no process
 * remains.
 */
export class EngineSupervisor {
  private engine: Engine | undefined;
  private active: Run | undefined;
  private next: Run | undefined;
  private count = 0;
  private disposed = false;
  private silence: NodeJS.Timeout | undefined;
  private grace: NodeJS.Timeout | undefined;
  private idle: NodeJS.Timeout | undefined;
  private letGo = false;

  constructor(private readonly options: SupervisorOptions) {}

  /** Id of the engine's process, while there is one. */
  get pid(): number | undefined {
    return this.engine?.pid;
  }

  /** Cancels any earlier run. Resolves when this run is over, in whichever way; never rejects. */
  analyze(request: AnalyzeRequest, listener: AnalysisListener): Promise<RunOutcome> {
    return new Promise((settle) => {
      if (this.disposed) {
        settle({ type: 'cancelled' });
        return;
      }
      this.letGo = false;
      this.next?.settle({ type: 'cancelled' });
      this.next = { number: ++this.count, request, listener, settle, stopping: false, unheard: false };
      if (this.active) this.stop(this.active);
      else this.start();
    });
  }

  /** Cancels the current and the waiting run. The engine is asked to stop, and killed after `cancelGrace`. */
  cancel(): void {
    this.next?.settle({ type: 'cancelled' });
    this.next = undefined;
    this.letGo = true;
    if (this.active) this.stop(this.active);
    else this.releaseEngine();
  }

  /** Kills the engine and cancels all unfinished runs. */
  dispose(): void {
    this.disposed = true;
    this.next?.settle({ type: 'cancelled' });
    this.next = undefined;
    const { active, engine } = this;
    this.engine = undefined;
    engine?.kill();
    if (active) this.settle(active, { type: 'cancelled' });
    clearTimeout(this.idle);
  }

  private start(): void {
    const run = this.next;
    if (!run) return;
    this.next = undefined;
    this.active = run;
    clearTimeout(this.idle);
    run.unheard = this.engine !== undefined;
    this.send(run);
  }

  private send(run: Run): void {
    const engine = (this.engine ??= this.begin());
    this.heard(run);
    engine.send({ type: 'analyze', run: run.number, request: run.request });
  }

  private stop(run: Run): void {
    if (run.stopping) return;
    run.stopping = true;
    this.engine?.send({ type: 'cancel', run: run.number });
    this.grace = setTimeout(() => {
      this.options.log('The engine did not stop in time and was ended.\n');
      this.drop();
      this.settle(run, { type: 'cancelled' });
    }, this.options.cancelGrace ?? 2000);
  }

  private begin(): Engine {
    const engine: Engine = this.options.startEngine({
      event: (event) => {
        if (this.engine === engine) this.receive(event);
      },
      exit: (reason) => {
        if (this.engine === engine) this.exited(reason);
      },
      log: this.options.log,
    });
    return engine;
  }

  private receive(event: EngineEvent): void {
    const run = this.active;
    if (event.type === 'ready' || !run || event.run !== run.number) return;
    run.unheard = false;
    this.heard(run);
    switch (event.type) {
      case 'alive':
        break;
      case 'started':
        run.listener.started(event.result);
        break;
      case 'progress':
        run.listener.progress(event.progress);
        break;
      case 'delta':
        run.listener.delta(event.delta);
        break;
      case 'done':
      case 'cancelled':
        this.settle(run, { type: event.type });
        break;
      case 'failed':
        this.settle(run, { type: 'failed', failure: event.failure });
        break;
    }
  }

  private exited(reason: ExitReason): void {
    this.engine = undefined;
    const run = this.active;
    if (!run) return;
    if (run.unheard && !run.stopping) {
      run.unheard = false;
      this.send(run);
      return;
    }
    this.settle(
      run,
      run.stopping
        ? { type: 'cancelled' }
        : { type: 'failed', failure: { kind: 'work', ...worded(crashSentence(reason)), stack: reason.stderr } },
    );
  }

  private settle(run: Run, outcome: RunOutcome): void {
    if (this.active !== run) return;
    this.active = undefined;
    clearTimeout(this.silence);
    clearTimeout(this.grace);
    run.settle(outcome);
    if (this.next) this.start();
    else if (this.letGo) this.releaseEngine();
    else this.idle = letEnd(setTimeout(() => this.releaseEngine(), this.options.idleAfter ?? 600_000));
  }

  private heard(run: Run): void {
    clearTimeout(this.silence);
    const seconds = Math.round((this.options.hangAfter ?? 60_000) / 1000);
    this.silence = setTimeout(() => {
      this.drop();
      this.settle(run, {
        type: 'failed',
        failure: {
          kind: 'work',
          ...worded(
            sentence(
              'The analysis process did not answer for {0} s and was stopped. Analyze again to start a new one.',
              seconds,
            ),
          ),
        },
      });
    }, this.options.hangAfter ?? 60_000);
  }

  /** Kills the engine at once. */
  private drop(): void {
    const { engine } = this;
    this.engine = undefined;
    engine?.kill();
  }

  /** Lets an idle engine end by itself. */
  private releaseEngine(): void {
    if (this.active) return;
    const { engine } = this;
    this.engine = undefined;
    engine?.end(300);
  }
}
