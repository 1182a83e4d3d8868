import { sentence, type Sentence } from '../../base/sentence';
import { fork, type ChildProcess } from 'node:child_process';
import type { EngineCall, EngineEvent } from './protocol';
import { smallHeap } from './smallHeap';

export interface EngineProcessEvents {
  /** The engine sent an event. */
  event(event: EngineEvent): void;
  /** The process has ended; called once. */
  exit(reason: ExitReason): void;
  /** Output of the engine and of its libraries. */
  log(text: string): void;
}

export interface ExitReason {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last lines on stderr. */
  readonly stderr: string;
}

const keptStderr = 8000;

/** One forked engine. */
export class EngineProcess {
  private readonly child: ChildProcess;
  private stderr = '';
  private gone = false;
  private readonly killAtExit = () => this.child.kill('SIGKILL');

  /** @param events must not throw */
  constructor(
    enginePath: string,
    env: NodeJS.ProcessEnv,
    private readonly events: EngineProcessEvents,
  ) {
    this.child = fork(enginePath, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // The debugger port belongs to the host, Electron must run as Node, and TensorFlow must not log.
      execArgv: [],
      env: {
        ...smallHeap,
        ...process.env,
        NODE_OPTIONS: undefined,
        ELECTRON_RUN_AS_NODE: '1',
        TF_CPP_MIN_LOG_LEVEL: '2',
        ...env,
      },
    });
    this.child.on('message', (event) => {
      if (!this.gone) events.event(event as EngineEvent);
    });
    this.child.on('error', (error) => this.leave({ code: null, signal: null, stderr: error.message }));
    this.child.on('exit', (code, signal) => this.leave({ code, signal, stderr: this.stderr }));
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => events.log(text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr = (this.stderr + text).slice(-keptStderr);
      events.log(text);
    });
    process.on('exit', this.killAtExit);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  send(call: EngineCall): void {
    if (!this.gone && this.child.connected) this.child.send(call, () => undefined);
  }

  /** Asks the process to end, and kills it after `grace` ms if it is still running. */
  end(grace: number): void {
    this.send({ type: 'shutdown' });
    setTimeout(() => this.kill(), grace).unref();
  }

  kill(): void {
    if (!this.gone) this.child.kill('SIGKILL');
  }

  private leave(reason: ExitReason): void {
    if (this.gone) return;
    this.gone = true;
    process.off('exit', this.killAtExit);
    this.events.exit(reason);
  }
}

/** The sentence for an engine that ended unexpectedly: the reason, and what to do. */
export function crashSentence({ code, signal, stderr }: ExitReason): Sentence {
  if (/heap out of memory|Allocation failed|ENOMEM|std::bad_alloc/.test(stderr)) {
    return sentence(
      'The analysis ran out of memory. Lower "samples", "length" or "units" in the config, then analyze again.',
    );
  }
  if (signal === 'SIGKILL') {
    return sentence(
      'The analysis process was killed, perhaps because the machine ran out of memory. Analyze again, or ' +
        'lower "samples" or "units" in the config.',
    );
  }
  return signal === null
    ? sentence(
        'The analysis process ended unexpectedly (exit code {0}). Analyze again to start a new one. The log has its ' +
          'last output.',
        code ?? '–',
      )
    : sentence(
        'The analysis process ended unexpectedly ({0}). Analyze again to start a new one. The log has its last output.',
        signal,
      );
}
