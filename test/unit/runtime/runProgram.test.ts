import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/base/cancellation';
import { runProgram } from '../../../src/runtime/runProgram';

describe('runProgram', () => {
  it('hands back what a program prints and how it ended', async () => {
    const outcome = await runProgram(
      process.execPath,
      ['-e', 'console.log(process.env.WORD); console.error("no"); process.exit(3)'],
      { environment: { WORD: 'yes' } },
    );
    expect(outcome).toEqual({ exitCode: 3, stdout: 'yes\n', stderr: 'no\n' });
  });

  it('says that there is no such program', async () => {
    expect(await runProgram('no-such-program-here', [])).toBeUndefined();
  });

  it.skipIf(process.platform === 'win32')('ends what the program started, too', async () => {
    const cancel = new AbortController();
    const parent = `
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
      require('node:fs').writeFileSync(process.argv[1], String(child.pid));
      setTimeout(() => {}, 60_000);`;
    const file = path.join(await mkdtemp(path.join(tmpdir(), 'tree-')), 'pid');
    const run = runProgram(process.execPath, ['-e', parent, file], { signal: cancel.signal });
    const failed = expect(run).rejects.toThrow(CancelledError);
    let id = 0;
    await expect
      .poll(async () => (id = Number(await readFile(file, 'utf8').catch(() => '0'))), { timeout: 10_000 })
      .toBeGreaterThan(0);
    cancel.abort();
    await failed;
    await expect.poll(async () => await isRunning(id), { timeout: 10_000 }).toBe(false);
  });
});

/** Whether the process runs; zombies do not count. */
async function isRunning(id: number): Promise<boolean> {
  const outcome = await runProgram('ps', ['-o', 'stat=', '-p', String(id)]);
  if (outcome) return outcome.stdout.trim() !== '' && !outcome.stdout.trim().startsWith('Z');
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
