import { fork, type ChildProcess } from 'node:child_process';
import type { Engine, EngineEvents, ExitReason, StartEngine } from './startedEngine';
import type { EngineCall, EngineEvent } from './protocol';
import { smallHeap } from './smallHeap';

const keptStderr = 8000;

/**
 * Forks engines from a bundle, `dist/engine.js`.
 * @param env added to the environment of this process
 */
export const forkedEngines =
  (enginePath: string, env: NodeJS.ProcessEnv = {}): StartEngine =>
  (events) =>
    new EngineProcess(enginePath, env, events);

/** One forked engine. */
class EngineProcess implements Engine {
  private readonly child: ChildProcess;
  private stderr = '';
  private gone = false;
  private readonly killAtExit = () => this.child.kill('SIGKILL');

  constructor(
    enginePath: string,
    env: NodeJS.ProcessEnv,
    private readonly events: EngineEvents,
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
