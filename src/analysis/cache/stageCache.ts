/**
 * Keeps the outputs of stages between runs. A failure to write or to find one is never an error: the stage runs again.
 */
export interface StageCache {
  read(key: string): Promise<unknown>;
  /** Resolves when the output is stored as a whole, or not at all. */
  write(key: string, output: unknown): Promise<void>;
}

/** Keeps nothing: `--no-cache`, and a browser. */
export const noCache: StageCache = { read: () => Promise.resolve(undefined), write: () => Promise.resolve() };
