import { platform } from '#platform';
import { neighborsKernel } from '../../../generated/neighborsKernel';

/** The compiled kernels of kernels/neighbors with their own memory; pointers are byte offsets into it. */
export interface NeighborKernel {
  readonly memory: WebAssembly.Memory;
  /** The first free byte. */
  readonly base: number;
  matrix(
    points: number,
    columns: number,
    blocks: number,
    from: number,
    to: number,
    euclidean: number,
    out: number,
    stride: number,
  ): void;
  rows(
    points: number,
    columns: number,
    blocks: number,
    from: number,
    to: number,
    euclidean: number,
    out: number,
    stride: number,
  ): void;
  balls(
    x: number,
    strideX: number,
    y: number,
    strideY: number,
    width: number,
    count: number,
    k: number,
    extentsX: number,
    extentsY: number,
    margin: number,
    scratch: number,
    out: number,
  ): void;
}

let compiled: WebAssembly.Module | undefined;

export function instantiateKernel(): NeighborKernel {
  compiled ??= new WebAssembly.Module(platform.bytesOf(neighborsKernel));
  const { exports } = new WebAssembly.Instance(compiled);
  const { memory } = exports;
  if (!(memory instanceof WebAssembly.Memory)) throw new Error('The neighbour kernel exports no memory.');
  const call = (name: string): ((...values: number[]) => number) => {
    const found = exports[name];
    if (typeof found !== 'function') throw new Error(`The neighbour kernel exports no ${name}.`);
    return (...values) => Number(found(...values));
  };
  return { memory, base: call('base')(), matrix: call('matrix'), rows: call('rows'), balls: call('balls') };
}
