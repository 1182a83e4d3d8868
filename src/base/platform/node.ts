import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { pipeline } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { brotliDecompressSync, createInflateRaw, gunzipSync } from 'node:zlib';
import type { Platform, StartedThread } from './platform';

export const platform: Platform = {
  cores: availableParallelism,
  startThread: (source, data, name) => new NodeThread(source, data, name),
  loadsLibraries: true,
  enableRelaxedSimd: () => {
    // Later versions have it without the flag, which they do not accept.
    if (process.versions.node.startsWith('20.')) setFlagsFromString('--experimental-wasm-relaxed-simd');
  },
  inflateRaw: (packed) => pipeline(packed, createInflateRaw({ chunkSize: 2 ** 20 }), () => undefined),
  unpackNow: {
    gzip: (packed, size) => gunzipSync(packed, { maxOutputLength: size }),
    brotli: (packed, size) => brotliDecompressSync(packed, { maxOutputLength: size }),
  },
  bytesOf: (base64) => Buffer.from(base64, 'base64'),
  nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
};

const prelude = `const { parentPort, workerData: given } = require('node:worker_threads');
const ready = () => parentPort.postMessage('ready');
`;

class NodeThread implements StartedThread {
  private readonly worker: Worker;

  constructor(source: string, data: unknown, name: string) {
    this.worker = new Worker(prelude + source, { eval: true, execArgv: [], name, workerData: data });
  }

  ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.worker.once('message', () => resolve());
      this.worker.once('error', reject);
      this.worker.once('exit', () => reject(new Error('A thread did not start.')));
    });
  }

  onEnd(handle: (reason: string) => void): void {
    this.worker.on('error', (error) => handle(String(error)));
    this.worker.once('exit', () => handle('it ended'));
  }

  unref(): void {
    this.worker.unref();
  }

  terminate(): Promise<unknown> {
    return this.worker.terminate();
  }
}
