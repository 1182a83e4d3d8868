import { FileError, type FileSource } from '../../browser/files';
import type { Engine, EngineEvents, StartEngine } from '../process/startedEngine';
import type { EngineCall } from '../process/protocol';
import type { FileCall, FileQuestion, FromEngineWorker, ToEngineWorker } from './messages';
import type { BrowserWorker, WorkerEvent } from './worker';

declare const Worker: new (address: string, options: { readonly name: string }) => BrowserWorker;

/** What an engine in a browser is made of. */
export interface EngineParts {
  /** The bundled engine, `dist/web/engine.js`. */
  readonly program: Uint8Array<ArrayBuffer>;
  /** TensorFlow's WebAssembly. */
  readonly wasm: Uint8Array;
}

/**
 * Starts engines in workers. A worker's program is given as a blob: a page must not start one from elsewhere.
 * @param parts read once, with the first engine
 * @param files answers what the engine asks of files
 */
export function workerEngines(parts: () => Promise<EngineParts>, files: FileSource): StartEngine {
  let read: Promise<EngineParts> | undefined;
  return (events) => {
    // A failure to read them is tried again with the next engine.
    read ??= parts().catch((error: unknown) => {
      read = undefined;
      throw error;
    });
    return new EngineWorker(read, files, events);
  };
}

/** One engine in a worker, with the same events as one in a process. */
class EngineWorker implements Engine {
  private worker: BrowserWorker | undefined;
  /** Of the program; given back when the engine ends. */
  private address: string | undefined;
  private waiting: EngineCall[] = [];
  private gone = false;

  constructor(
    parts: Promise<EngineParts>,
    private readonly files: FileSource,
    private readonly events: EngineEvents,
  ) {
    parts.then(
      (read) => this.start(read),
      (error: unknown) => this.leave(error instanceof Error ? error.message : String(error)),
    );
  }

  send(call: EngineCall): void {
    if (this.gone) return;
    if (this.worker) this.worker.postMessage(call);
    else this.waiting.push(call);
  }

  /** A worker has nothing to put in order, so that it need not be asked. */
  end(): void {
    this.kill();
  }

  kill(): void {
    if (this.gone) return;
    this.worker?.terminate();
    this.leave('');
  }

  private start({ program, wasm }: EngineParts): void {
    if (this.gone) return;
    this.address = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
    const worker = new Worker(this.address, { name: 'RNN Information Flow' });
    this.worker = worker;
    worker.addEventListener('message', (event) => this.receive(event));
    worker.addEventListener('error', ({ message = '' }) => this.fail(message));
    worker.addEventListener('messageerror', () => this.fail('A message could not be read.'));
    const begin: ToEngineWorker = { type: 'begin', wasm };
    worker.postMessage(begin);
    for (const call of this.waiting.splice(0)) worker.postMessage(call);
  }

  private receive({ data }: WorkerEvent): void {
    if (this.gone) return;
    const message = data as FromEngineWorker;
    if (message.type === 'files') void this.answer(message);
    else this.events.event(message);
  }

  private async answer({ id, question }: FileCall): Promise<void> {
    const reply = await answerTo(question, this.files).then(
      (value): ToEngineWorker => ({ type: 'answer', id, value }),
      (error: unknown): ToEngineWorker => ({
        type: 'refusal',
        id,
        code: error instanceof FileError ? error.code : 'EIO',
        path: question.path,
      }),
    );
    if (!this.gone) this.worker?.postMessage(reply);
  }

  private fail(message: string): void {
    this.events.log(`${message}\n`);
    this.worker?.terminate();
    this.leave(message);
  }

  private leave(stderr: string): void {
    if (this.gone) return;
    this.gone = true;
    this.waiting = [];
    if (this.address !== undefined) URL.revokeObjectURL(this.address);
    this.events.exit({ code: null, signal: null, stderr });
  }
}

function answerTo(question: FileQuestion, files: FileSource): Promise<unknown> {
  switch (question.name) {
    case 'write':
      return files.write(question.path, question.bytes);
    case 'rename':
      return files.rename(question.path, question.to);
    default:
      return files[question.name](question.path);
  }
}
