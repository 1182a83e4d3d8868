import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { growTo } from '../../../base/wasmMemory';
import { criticPlainKernel } from '../../../generated/criticPlainKernel';
import { criticRelaxedKernel } from '../../../generated/criticRelaxedKernel';

/** How a product's sums start. */
export const fromZero = 0;
export const fromBias = 1;

/** kernels/critic: float32, row-major, strides in bytes, rows filled up to eights. */
interface CriticExports {
  base(): number;
  product(
    m: number,
    n: number,
    k: number,
    a: number,
    aRow: number,
    aStep: number,
    b: number,
    bRow: number,
    c: number,
    cRow: number,
    from: number,
    bias: number,
    relu: number,
  ): void;
  reluBackward(d: number, h: number, row: number, rows: number, width: number): void;
  columnSums(a: number, row: number, rows: number, width: number, out: number): void;
  transpose(a: number, aRow: number, rows: number, columns: number, out: number, outRow: number): void;
  adam(
    values: number,
    gradient: number,
    mean: number,
    square: number,
    count: number,
    rate: number,
    epsilon: number,
  ): void;
  pairSums(
    a: number,
    aRow: number,
    countA: number,
    c: number,
    cRow: number,
    countC: number,
    width: number,
    out: number,
    outRow: number,
  ): void;
  pairSumsBackward(
    d: number,
    dRow: number,
    countA: number,
    countC: number,
    width: number,
    a: number,
    aRow: number,
    c: number,
    cRow: number,
  ): void;
  exponentials(t: number, out: number, row: number, rows: number, width: number, shift: number): void;
  logistic(t: number, out: number, row: number, rows: number, width: number): void;
  softmaxRows(t: number, out: number, row: number, rows: number, columns: number): void;
  stop(): void;
}

/** A matrix in the kernel's memory. */
export interface Block {
  readonly rows: number;
  readonly columns: number;
  readonly pointer: number;
  /** Bytes from row to row. */
  readonly row: number;
}

/** What the helper thread runs: all else of it is in the kernel. */
const helperSource = `const { workerData: { module, memory } } = require('node:worker_threads');
new WebAssembly.Instance(module, { env: { memory } }).exports.serve();`;

/** An instance of the kernel with memory of its own, given up as a whole. */
export class CriticKernel {
  readonly call: CriticExports;
  private readonly memory = new WebAssembly.Memory({ initial: 16, maximum: 16384, shared: true });
  private helper: Worker | undefined;
  private end: number;
  private view: Float32Array;

  constructor() {
    // The module's exports are what kernels/critic/index.ts exports: the one place where that is taken on trust.
    this.call = new WebAssembly.Instance(compiled(), { env: { memory: this.memory } })
      .exports as unknown as CriticExports;
    this.end = this.call.base();
    this.view = new Float32Array(this.memory.buffer);
  }

  /** Zeros for so many floats: a byte offset, a multiple of 64. */
  allocate(floats: number): number {
    const pointer = this.end;
    this.end += Math.ceil(floats / 16) * 64;
    // A tile of six reads a little beyond a matrix's last row.
    if (growTo(this.memory, this.end + 256)) this.view = new Float32Array(this.memory.buffer);
    return pointer;
  }

  /**
   * A zero matrix. Rows of a power of two would fall on the same few lines of the cache, so they get eight columns
   * more.
   */
  block(rows: number, columns: number): Block {
    const floats = padded(columns) % 64 === 0 ? padded(columns) + 8 : padded(columns);
    return { rows, columns, pointer: this.allocate(rows * floats), row: floats * 4 };
  }

  /** Shares large products with a second thread where the machine has one; `close` ends it. */
  startHelper(): void {
    if (this.helper || availableParallelism() < 2) return;
    this.helper = new Worker(helperSource, { eval: true, workerData: { module: compiled(), memory: this.memory } });
    // A helper that cannot start is one that helps with nothing.
    this.helper.on('error', () => undefined);
    this.helper.unref();
  }

  close(): void {
    this.call.stop();
    this.helper = undefined;
  }

  /** All of the memory as floats; not to be kept over an allocation. */
  get floats(): Float32Array {
    return this.view;
  }

  at(block: Block, row: number, column: number): number {
    return this.view[(block.pointer + row * block.row) / 4 + column];
  }
}

/** Up to the next multiple of eight. */
export const padded = (columns: number): number => (columns + 7) & ~7;

let module: WebAssembly.Module | undefined;

/** The form with fused multiply-add where the machine takes it. */
function compiled(): WebAssembly.Module {
  if (module) return module;
  const relaxed = Buffer.from(criticRelaxedKernel, 'base64');
  // Node 20 has relaxed SIMD behind a flag; later ones have it on.
  if (!WebAssembly.validate(relaxed) && process.versions.node.startsWith('20.'))
    setFlagsFromString('--experimental-wasm-relaxed-simd');
  module = new WebAssembly.Module(WebAssembly.validate(relaxed) ? relaxed : Buffer.from(criticPlainKernel, 'base64'));
  return module;
}
