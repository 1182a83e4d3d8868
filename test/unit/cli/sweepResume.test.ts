import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rnnInfoflow, startRnnInfoflow } from './command';
import { grid, sweepConfig, swept } from './sweepConfig';

let folder: string;
let config: string;
let whole: string;
const sweep = (...more: string[]) => ['sweep', config, '--beta', grid, '--json', '--backend', 'wasm', ...more];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rnn-infoflow-resume-'));
  config = join(folder, 'sweep.rnn.json');
  await writeFile(config, JSON.stringify(sweepConfig));
  whole = swept(await rnnInfoflow(sweep('--no-cache'))).curves;
}, 90_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a sweep that is interrupted', () => {
  it('goes on where it was killed, to the same bytes', async () => {
    const env = { XDG_CACHE_HOME: join(folder, 'killed') };
    const first = startRnnInfoflow(sweep(), { env });
    // The line of the first trained point.
    await first.said(/% sweep/);
    first.killGroup();
    expect((await first.done).stdout).toBe('');
    const second = swept(await rnnInfoflow(sweep(), { env }));
    expect(second.parts?.reused).toBeGreaterThanOrEqual(1);
    expect(second.parts?.reused).toBeLessThan(6);
    expect(second.curves).toBe(whole);
    const third = swept(await rnnInfoflow(sweep(), { env }));
    expect(third.parts).toEqual({ total: 6, reused: 6 });
    expect(third.curves).toBe(whole);
  });

  it.each([true, false])(
    'hands the chain of a killed process on; nothing is lost or counted twice (cache: %s)',
    async (cached) => {
      const running = startRnnInfoflow(cached ? sweep() : sweep('--no-cache'), {
        env: { XDG_CACHE_HOME: join(folder, 'one') },
      });
      await running.said(/% sweep/);
      const [worker] = workersOf(running.pid);
      process.kill(worker, 'SIGKILL');
      const { curves, betas, parts } = swept(await running.done);
      expect(new Set(betas).size).toBe(6);
      expect(betas).toHaveLength(6);
      expect(parts).toEqual({ total: 6, reused: 0 });
      expect(curves).toBe(whole);
    },
  );
});

/** The processes that a sweep trains in. */
function workersOf(parent: number): number[] {
  const table = execFileSync('ps', ['-e', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const workers = table.split('\n').flatMap((line) => {
    const [, pid, ppid, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(ppid) === parent && args.includes('sweepWorker.js') ? [Number(pid)] : [];
  });
  expect(workers.length).toBeGreaterThan(0);
  return workers;
}
