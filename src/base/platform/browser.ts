import { inflateRaw } from './inflateRaw';
import { sha256Of } from './sha256';
import type { Platform, StartedThread } from './platform';

// The part of a browser that is used here: neither ES2023's nor Node's types declare it.
interface BrowserWorker {
  postMessage(message: unknown): void;
  terminate(): void;
  addEventListener(type: 'message' | 'error', handle: (event: { readonly message?: string }) => void): void;
}
declare const Worker: new (address: string, options: { readonly name: string }) => BrowserWorker;
interface BrowserPort {
  onmessage: (() => void) | undefined;
  postMessage(message: unknown): void;
  close(): void;
}
declare const MessageChannel: new () => { readonly port1: BrowserPort; readonly port2: BrowserPort };
declare const crossOriginIsolated: boolean | undefined;
declare const navigator: { readonly hardwareConcurrency: number };

/** Addresses of the sources of threads. */
const addresses = new Map<string, string>();

export const platform: Platform = {
  // Threads work together in shared memory, which a browser gives to isolated pages alone.
  cores: () =>
    typeof crossOriginIsolated !== 'undefined' && crossOriginIsolated ? Math.max(1, navigator.hardwareConcurrency) : 1,
  startThread: (source, data, name) => new BrowserThread(source, data, name),
  loadsLibraries: false,
  enableRelaxedSimd: () => undefined,
  inflateRaw,
  bytesOf: (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
  // A timer would wait for four milliseconds.
  nextTurn: () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(undefined);
    }),
  sha256: (text) => sha256Of(new TextEncoder().encode(text)),
};

class BrowserThread implements StartedThread {
  private readonly worker: BrowserWorker;

  constructor(source: string, data: unknown, name: string) {
    this.worker = new Worker(addressOf(source), { name });
    this.worker.postMessage(data);
  }

  ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.worker.addEventListener('message', () => resolve());
      this.worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    });
  }

  onEnd(handle: (reason: string) => void): void {
    this.worker.addEventListener('error', ({ message = 'it failed' }) => handle(message));
  }

  /** A page does not wait for its threads. */
  unref(): void {
    return;
  }

  terminate(): Promise<void> {
    this.worker.terminate();
    return Promise.resolve();
  }
}

function addressOf(source: string): string {
  const known = addresses.get(source);
  if (known !== undefined) return known;
  const program = `const ready = () => self.postMessage('ready');
self.onmessage = ({ data: given }) => {
${source}
};`;
  const address = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
  addresses.set(source, address);
  return address;
}
