import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** One figure of the speed benchmark: our time or memory, and that of a named baseline, medians of one run. */
export interface BenchRow {
  readonly name: string;
  readonly unit: 's' | 'MB';
  readonly ours: number;
  readonly baseline: string;
  readonly theirs: number;
  /** theirs / ours: above 1 we need less. */
  readonly ratio: number;
}

export const row = (
  name: string,
  ours: number,
  baseline: string,
  theirs: number,
  unit: BenchRow['unit'] = 's',
): BenchRow => ({ name, unit, ours, baseline, theirs, ratio: theirs / ours });

/** The Python that baselines run in: that of the environment variable PYTHON, or the first on the path. */
export const pythonProgram = process.env.PYTHON ?? 'python3';

/** Limits PyTorch to vectors of 256 bits (WebAssembly has 128), for a run besides the default one. */
export const vectors256 = { ONEDNN_MAX_CPU_ISA: 'AVX2', ATEN_CPU_CAPABILITY: 'avx2', MKL_ENABLE_INSTRUCTIONS: 'AVX2' };

/** The JSON output of a script of bench/python; undefined where Python or a package is missing. */
export async function pythonJson<T>(
  script: string,
  args: readonly (string | number)[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<T | undefined> {
  try {
    const path = join(__dirname, '..', 'bench', 'python', script);
    const { stdout } = await promisify(execFile)(pythonProgram, [path, ...args.map(String)], {
      env: { ...process.env, ...environment },
    });
    return JSON.parse(stdout) as T;
  } catch {
    return undefined;
  }
}

/** @throws Error on an empty list */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('The median of nothing is not defined.');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median seconds of `runs` calls after one that warms up. */
export async function timed(work: () => unknown, runs = 5): Promise<number> {
  const seconds: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const start = performance.now();
    await work();
    if (run > 0) seconds.push((performance.now() - start) / 1000);
  }
  return median(seconds);
}
