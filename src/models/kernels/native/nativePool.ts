import type { ProgramRunner } from '../wasm/programRunner';
import type { NativeAddon, NativeThreads } from './addon';

/** Machine code for the programs that the WebAssembly kernels run, over the same memory. */
export class NativePool implements ProgramRunner {
  /** Threads share the columns of a gradient, not its rows, so there is nothing to add up. */
  readonly partials = 1;
  private readonly handle: NativeThreads;
  private bytes: Uint8Array;

  /** @throws Error if a thread cannot be started */
  constructor(
    private readonly addon: NativeAddon,
    private readonly memory: WebAssembly.Memory,
    path: string,
    readonly threads: number,
  ) {
    this.handle = addon.start(path, threads);
    this.bytes = new Uint8Array(memory.buffer);
  }

  run(start: number, end: number, alone: boolean): void {
    if (this.bytes.buffer !== this.memory.buffer) this.bytes = new Uint8Array(this.memory.buffer);
    this.addon.run(this.handle, this.bytes, start, end, alone);
  }

  /** Ends the other threads. */
  dispose(): void {
    this.addon.stop(this.handle);
  }
}
