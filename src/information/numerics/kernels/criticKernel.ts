import { platform } from '#platform';
import type { StartedThread } from '../../../base/platform/platform';
import { growTo } from '../../../base/wasmMemory';
import { criticPlainKernel } from '../../../generated/criticPlainKernel';
import { criticRelaxedKernel } from '../../../generated/criticRelaxedKernel';

/** Initial values of the sums of a product. */
export const fromZero = 0;
export const fromBias = 1;

/** kernels/critic: float32, row-major, strides in bytes, rows padded to a multiple of eight. */
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

/** The source of the helper thread; the rest of its code is in the kernel. */
const helperSource = 'new WebAssembly.Instance(given.module, { env: { memory: given.memory } }).exports.serve();';

/** An instance of the kernel with its own memory, which is released as a whole. */
export class CriticKernel {
  readonly call: CriticExports;
  private readonly memory = new WebAssembly.Memory({ initial: 16, maximum: 16384, shared: true });
  private helper: StartedThread | undefined;
  private end: number;
  private view: Float32Array;

  constructor() {
    // The module exports exactly the functions of kernels/critic/index.ts, which no type can check.
    this.call = new WebAssembly.Instance(compiled(), { env: { memory: this.memory } })
      .exports as unknown as CriticExports;
    this.end = this.call.base();
    this.view = new Float32Array(this.memory.buffer);
  }

  /** Reserves this number of floats, all zero; returns a byte offset, a multiple of 64. */
  allocate(floats: number): number {
    const pointer = this.end;
    this.end += Math.ceil(floats / 16) * 64;
    // A tile of six reads a little beyond a matrix's last row.
    if (growTo(this.memory, this.end + 256)) this.view = new Float32Array(this.memory.buffer);
    return pointer;
  }

  /**
   * A zero matrix. Rows with a power of two as length would share a few cache lines, so they get eight columns more.
   */
  block(rows: number, columns: number): Block {
    const floats = padded(columns) % 64 === 0 ? padded(columns) + 8 : padded(columns);
    return { rows, columns, pointer: this.allocate(rows * floats), row: floats * 4 };
  }

  /** Shares large products with a second thread where the machine has one; `close` ends it. */
  startHelper(): void {
    if (this.helper || platform.cores() < 2) return;
    this.helper = platform.startThread(helperSource, { module: compiled(), memory: this.memory }, 'critics');
    // Without a helper the calling thread does all the work.
    this.helper.onEnd(() => undefined);
    this.helper.unref();
  }

  close(): void {
    this.call.stop();
    this.helper = undefined;
  }

  /** All of the memory as floats; invalid after the next allocation. */
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

/** The form with fused multiply-add where the machine supports it. */
function compiled(): WebAssembly.Module {
  if (module) return module;
  const relaxed = platform.bytesOf(criticRelaxedKernel);
  if (!WebAssembly.validate(relaxed)) platform.enableRelaxedSimd();
  module = new WebAssembly.Module(WebAssembly.validate(relaxed) ? relaxed : platform.bytesOf(criticPlainKernel));
  return module;
}
