import { platform } from '#platform';
import { Arena } from './arena';
import type { Machine } from './cellRun';
import type { KernelForm } from './compiledKernel';
import { kernelOn, type MachineKernel } from './machineKernel';
import { ThreadPool } from './threadPool';

export interface WasmKernelOptions {
  /** Number of threads, the calling one included. Default: one per core, at most 8. */
  readonly threads?: number;
  /** Default: the fastest form that runs here. */
  readonly form?: KernelForm;
}

export interface WasmKernel extends MachineKernel {
  readonly form: KernelForm;
  readonly machine: Machine & { readonly pool: ThreadPool };
  /** Ends the other threads; the kernel cannot be used after that. */
  dispose(): Promise<void>;
}

/**
 * The bundled recurrent layers: WebAssembly SIMD with its own memory, shared by threads that start once and end with
 * the process. The same seed gives the same bytes for a given number of threads.
 *
 * @throws Error if a thread cannot be started
 */
export async function createWasmKernel(options: WasmKernelOptions = {}): Promise<WasmKernel> {
  const arena = new Arena();
  const pool = await ThreadPool.start(arena.memory, options.threads ?? Math.min(8, platform.cores()), options.form);
  const machine = { arena, pool };
  return {
    ...kernelOn(machine, `wasm (${pool.form === 'relaxed' ? 'fused SIMD' : 'SIMD'}`),
    form: pool.form,
    machine,
    dispose: () => pool.dispose(),
  };
}
