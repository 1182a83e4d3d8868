import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { builtEngine, smallConfig, whole } from './support/analyses';
import { report, times } from './support/form';

/** The memory of a process by the system's own account, MB. */
async function memoryOf(pid: number): Promise<number> {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1];

it.runIf(process.platform === 'linux')('keeps its memory over thousands of analyses', async () => {
  const { supervisor, analyze } = builtEngine();
  const runs = times(2000, 40);
  const warm = runs / 4;
  const memory: number[] = [];
  for (let run = 0; run < runs; run++) {
    // Each is another network and dataset, so that nothing is kept from the one before.
    whole(await analyze(smallConfig(run)));
    if (supervisor.pid === undefined) throw new Error('There is no engine.');
    memory.push(await memoryOf(supervisor.pid));
  }
  const quarter = runs / 4;
  const before = median(memory.slice(warm, warm + quarter));
  const after = median(memory.slice(-quarter));
  report(
    `${runs} analyses in one engine: ${before.toFixed(0)} MB in their second quarter, ` +
      `${after.toFixed(0)} MB in their last`,
  );
  // Garbage is collected late: over few runs the heap may still grow to its working size.
  expect(after).toBeLessThan(before * (1 + times(0.1, 0.3)));
});
