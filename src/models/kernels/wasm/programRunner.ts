/** What runs programs over an arena: compiled kernels on one or several threads. */
export interface ProgramRunner {
  /** Threads, the calling one included. */
  readonly threads: number;
  /** How many separate parts of a gradient a program on all threads makes, for `Program.reduce` to add up. */
  readonly partials: number;
  /**
   * Runs a program from `start` to `end` (byte offsets) on all threads, or on the calling thread alone.
   *
   * @throws Error if that is no longer possible
   */
  run(start: number, end: number, alone: boolean): void;
}
