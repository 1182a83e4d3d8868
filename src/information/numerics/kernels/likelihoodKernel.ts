import { platform } from '#platform';
import { growTo } from '../../../base/wasmMemory';
import { likelihoodKernel } from '../../../generated/likelihoodKernel';

type Call = (...values: number[]) => number;

/** A kernel with more memory than this is released after use. */
const keptBytes = 1 << 26;

/**
 * The compiled kernel of kernels/likelihood with its own memory; addresses are byte offsets. Only one user has it at a
 * time.
 */
export class LikelihoodKernel {
  readonly product: Call;
  readonly crossEntropy: Call;
  readonly perceptronEpoch: Call;
  readonly perceptronScores: Call;
  readonly perceptronScratch: Call;
  readonly mixtureRows: Call;
  readonly freshRows: Call;
  readonly exponentRows: Call;
  readonly sumLines: Call;
  readonly sumTogether: Call;
  readonly sumPicked: Call;
  readonly sumProducts: Call;
  readonly sumPowers: Call;
  readonly tanhAll: Call;
  readonly nearStates: Call;
  readonly pickRows: Call;
  readonly narrowed: Call;
  readonly widened: Call;
  readonly packed: Call;
  readonly lstmCells: Call;
  readonly lstmOutputs: Call;
  readonly gruReset: Call;
  readonly gruOutputs: Call;
  private readonly memory: WebAssembly.Memory;
  private readonly base: number;
  private end: number;

  constructor(module: WebAssembly.Module) {
    const { exports } = new WebAssembly.Instance(module);
    const { memory } = exports;
    if (!(memory instanceof WebAssembly.Memory)) throw new Error('The likelihood kernel exports no memory.');
    const call = (name: string): Call => {
      const found = exports[name];
      if (typeof found !== 'function') throw new Error(`The likelihood kernel exports no ${name}.`);
      return (...values) => Number(found(...values));
    };
    this.product = call('product');
    this.crossEntropy = call('crossEntropy');
    this.perceptronEpoch = call('perceptronEpoch');
    this.perceptronScores = call('perceptronScores');
    this.perceptronScratch = call('perceptronScratch');
    this.mixtureRows = call('mixtureRows');
    this.freshRows = call('freshRows');
    this.exponentRows = call('exponentRows');
    this.sumLines = call('sumLines');
    this.sumTogether = call('sumTogether');
    this.sumPicked = call('sumPicked');
    this.sumProducts = call('sumProducts');
    this.sumPowers = call('sumPowers');
    this.tanhAll = call('tanhAll');
    this.nearStates = call('nearStates');
    this.pickRows = call('pickRows');
    this.narrowed = call('narrowed');
    this.widened = call('widened');
    this.packed = call('packed');
    this.lstmCells = call('lstmCells');
    this.lstmOutputs = call('lstmOutputs');
    this.gruReset = call('gruReset');
    this.gruOutputs = call('gruOutputs');
    this.memory = memory;
    this.base = call('base')();
    this.end = this.base;
  }

  /**
   * Reserves this number of bytes; returns their byte offset, a multiple of 64. They may hold old values, and earlier
   * views may become invalid.
   */
  allocate(bytes: number): number {
    const place = this.end;
    this.end += (bytes + 63) & ~63;
    growTo(this.memory, this.end);
    return place;
  }

  floats(place: number, count: number): Float32Array {
    return new Float32Array(this.memory.buffer, place, count);
  }

  doubles(place: number, count: number): Float64Array {
    return new Float64Array(this.memory.buffer, place, count);
  }

  integers(place: number, count: number): Int32Array {
    return new Int32Array(this.memory.buffer, place, count);
  }

  /** Frees all of the memory for `allocate`. */
  clear(): void {
    this.end = this.base;
  }

  get large(): boolean {
    return this.memory.buffer.byteLength > keptBytes;
  }
}

let compiled: WebAssembly.Module | undefined;
const idle: LikelihoodKernel[] = [];

function lend(): LikelihoodKernel {
  return idle.pop() ?? new LikelihoodKernel((compiled ??= new WebAssembly.Module(platform.bytesOf(likelihoodKernel))));
}

function takeBack(kernel: LikelihoodKernel): void {
  kernel.clear();
  if (!kernel.large) idle.push(kernel);
}

/** Runs the work with a kernel whose memory is free, reserved for it until it ends. */
export async function withLikelihoodKernel<T>(work: (kernel: LikelihoodKernel) => Promise<T>): Promise<T> {
  const kernel = lend();
  try {
    return await work(kernel);
  } finally {
    takeBack(kernel);
  }
}

/** The same for work without pauses. */
export function withLikelihoodKernelNow<T>(work: (kernel: LikelihoodKernel) => T): T {
  const kernel = lend();
  try {
    return work(kernel);
  } finally {
    takeBack(kernel);
  }
}
