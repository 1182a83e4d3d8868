import { platform } from '#platform';
import { growTo } from '../../../base/wasmMemory';
import { gramKernel } from '../../../generated/gramKernel';

/** Rows that are multiplied at a time: with 64 columns a side they fit a second-level cache. */
const panel = 256;

/** The compiled kernel of kernels/gram, with its own memory, which grows to the widest product. */
class GramKernel {
  private readonly memory: WebAssembly.Memory;
  private readonly base: number;
  private readonly accumulate: (...values: number[]) => number;
  private readonly solveLower: (...values: number[]) => number;

  constructor() {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(platform.bytesOf(gramKernel)));
    const { memory, base, accumulate, solveLower } = exports;
    if (
      !(memory instanceof WebAssembly.Memory) ||
      typeof base !== 'function' ||
      typeof accumulate !== 'function' ||
      typeof solveLower !== 'function'
    )
      throw new Error('The Gram kernel lacks an export.');
    this.memory = memory;
    this.base = Number(base());
    this.accumulate = (...values) => Number(accumulate(...values));
    this.solveLower = (...values) => Number(solveLower(...values));
  }

  /** A^T B of A [samples, p] and B [samples, q]; row-major [p, q]. */
  product(a: Float64Array, p: number, b: Float64Array, q: number, samples: number): Float64Array {
    const [wide, high] = [roundUp(q), roundUp(p)];
    const same = a === b && p === q;
    const atA = this.base;
    const atB = same ? atA : atA + panel * high * 8;
    const atOut = atB + panel * wide * 8;
    growTo(this.memory, atOut + high * wide * 8);
    const { buffer } = this.memory;
    const out = new Float64Array(buffer, atOut, high * wide).fill(0);
    const panelA = new Float64Array(buffer, atA, panel * high);
    const panelB = new Float64Array(buffer, atB, panel * wide);
    for (let from = 0; from < samples; from += panel) {
      const rows = Math.min(panel, samples - from);
      fill(panelA, high, a, p, from, rows);
      if (!same) fill(panelB, wide, b, q, from, rows);
      this.accumulate(atA, high, atB, wide, rows, atOut, Number(same));
    }
    const product = new Float64Array(p * q);
    for (let i = 0; i < p; i++)
      for (let j = 0; j < q; j++) product[i * q + j] = same && j < i ? product[j * q + i] : out[i * wide + j];
    return product;
  }

  /** Replaces B [groups, size, 8] by the solution of L Z = B; L [size, size] is lower triangular. */
  solve(factor: Float64Array, size: number, b: Float64Array): void {
    const atB = this.base + factor.byteLength;
    growTo(this.memory, atB + b.byteLength);
    const { buffer } = this.memory;
    new Float64Array(buffer, this.base, factor.length).set(factor);
    const inside = new Float64Array(buffer, atB, b.length);
    inside.set(b);
    this.solveLower(this.base, size, atB, b.length / (8 * size));
    b.set(inside);
  }
}

const roundUp = (columns: number): number => (columns + 3) & ~3;

/** Copies rows, each padded with zeros to `width` columns, with four columns side by side: [width / 4, rows, 4]. */
function fill(
  packed: Float64Array,
  width: number,
  from: Float64Array,
  columns: number,
  first: number,
  rows: number,
): void {
  if (width > columns) packed.fill(0, (width - 4) * rows, width * rows);
  for (let start = 0; start < columns; start += 4) {
    const end = Math.min(columns, start + 4);
    for (let row = 0, to = start * rows, at = first * columns; row < rows; row++, to += 4, at += columns)
      for (let j = start; j < end; j++) packed[to + j - start] = from[at + j];
  }
}

let kernel: GramKernel | undefined;

export function kernelProduct(a: Float64Array, p: number, b: Float64Array, q: number, samples: number): Float64Array {
  kernel ??= new GramKernel();
  return kernel.product(a, p, b, q, samples);
}

/** Solves L Z = B in place for groups of eight columns, B [groups, size, 8], L lower triangular [size, size]. */
export function kernelSolveLower(factor: Float64Array, size: number, b: Float64Array): void {
  kernel ??= new GramKernel();
  kernel.solve(factor, size, b);
}
