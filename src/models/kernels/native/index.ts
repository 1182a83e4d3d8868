import { availableParallelism } from 'node:os';
import { Arena } from '../wasm/arena';
import { kernelOn, type MachineKernel } from '../wasm/machineKernel';
import type { NativeAddon } from './addon';
import { NativePool } from './nativePool';

export interface NativeKernelOptions {
  /** Number of threads, the calling one included. Default: one per core, at most 8. */
  readonly threads?: number;
  /** Default: the fastest form that runs here. */
  readonly path?: string;
}

export interface NativeKernel extends MachineKernel {
  readonly path: string;
  /** Ends the other threads; the kernel cannot be used after that. */
  dispose(): void;
}

/**
 * The recurrent layers in machine code. The same seed gives the same bytes, whatever the number of threads and the
 * vectors of the processor: every sum has one order.
 *
 * @throws Error if this processor runs no form of the kernels, or a thread cannot be started
 */
export function createNativeKernel(addon: NativeAddon, options: NativeKernelOptions = {}): NativeKernel {
  const path = options.path ?? addon.paths().at(0);
  if (path === undefined) throw new Error('This processor runs no form of the native recurrent kernels.');
  const arena = new Arena();
  const pool = new NativePool(addon, arena.memory, path, options.threads ?? Math.min(8, availableParallelism()));
  return {
    ...kernelOn({ arena, pool }, `native (${path}`),
    path,
    dispose: () => {
      pool.dispose();
    },
  };
}
