import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rnnInfoflow } from './command';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rnn-infoflow-memory-'));
  const seen = join(folder, 'peak');
  await writeFile(
    join(folder, 'peak.cjs'),
    `const { isMainThread } = require('node:worker_threads');
     if (isMainThread) process.on('exit', () =>
       require('node:fs').writeFileSync(${JSON.stringify(seen)}, String(process.resourceUsage().maxRSS)));`,
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The most memory that a whole analysis has held, by the system's account, kB. */
async function peakOf(length: number): Promise<number> {
  const path = join(folder, `${length}.rnn.json`);
  await writeFile(
    path,
    JSON.stringify({
      data: { task: 'delayedCopy', symbols: 4, length, delay: 1, samples: 1000 },
      model: {
        layers: [
          { type: 'simpleRNN', name: 'memory', units: 96 },
          { type: 'dense', name: 'out', units: 4, activation: 'softmax' },
        ],
      },
      training: { epochs: 0 },
      analysis: { estimator: 'gaussianCopula', quantities: ['historyInformation'], samples: 1000, budget: 0 },
    }),
  );
  const { status } = await rnnInfoflow(['analyze', path, '--json', '--no-cache', '--backend', 'wasm'], {
    env: { NODE_OPTIONS: `--require ${join(folder, 'peak.cjs')}` },
  });
  expect(status).toBe(0);
  return Number(await readFile(join(folder, 'peak'), 'utf8'));
}

describe('the memory of an analysis', () => {
  // All states of 400 steps are 160 MB, and twice that as variables with their densities: 360 MB more than of 100
  // steps, which take some 370 MB. The engine's own heap differs by 100 MB from one run to the next on a busy machine.
  it('does not grow with the length of the sequences', async () => {
    const [short, long] = [await peakOf(100), await peakOf(400)];
    expect(long).toBeLessThan(1.5 * short);
  }, 120_000);
});
