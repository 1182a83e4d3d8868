/** Threads that run programs; belongs to the addon. */
export type NativeThreads = object;

/** The addon of kernels/native. */
export interface NativeAddon {
  /** Names of the forms of the kernels that this processor runs, the fastest first. */
  paths(): readonly string[];
  /** @throws Error if a thread cannot be started */
  start(path: string, threads: number): NativeThreads;
  /** Runs the program between two byte offsets of the memory. @throws Error after `stop`, or on an unknown operation */
  run(threads: NativeThreads, memory: Uint8Array, start: number, end: number, alone: boolean): void;
  stop(threads: NativeThreads): void;
}

const functions: readonly (keyof NativeAddon)[] = ['paths', 'start', 'run', 'stop'];

export function isNativeAddon(value: unknown): value is NativeAddon {
  if (typeof value !== 'object' || value === null) return false;
  const entries = new Map<string, unknown>(Object.entries(value));
  return functions.every((name) => typeof entries.get(name) === 'function');
}
