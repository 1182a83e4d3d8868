import { spawn } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { writeNpy } from '../../../src/data/npy/writeNpy';
import { root, type Outcome } from './command';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rnn-infoflow-pipe-'));
  const random = new Random(5);
  for (const name of ['x', 'y'])
    await writeNpy(join(folder, `${name}.npy`), {
      shape: [200],
      data: Float64Array.from({ length: 200 }, () => random.normal()),
    });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the command line with a reader of its output that has gone away, as `| head -0` is. */
function unread(args: readonly string[], closed: 'stdout' | 'stderr' = 'stdout'): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'dist', 'cli.js'), ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { stdout: '', stderr: '' };
    child[closed].destroy();
    const other = closed === 'stdout' ? 'stderr' : 'stdout';
    child[other].setEncoding('utf8').on('data', (text: string) => (said[other] += text));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status: status ?? -1, ...said }));
  });
}

it.each([
  ['--help'],
  ['estimate', '--x', 'x.npy', '--y', 'y.npy', '--estimator', 'gaussian', '--shuffles', '0'],
  ['validate', join(root, 'examples', 'parity', 'parity.rnn.json')],
  ['runtime', 'status'],
])('%s ends quietly when its output is closed', async (...args) => {
  expect(await unread(args)).toEqual({ status: 0, stdout: '', stderr: '' });
});

it('keeps its exit status when the error output is closed', async () => {
  expect((await unread(['validate', 'missing.rnn.json'], 'stderr')).status).toBe(2);
});

it.runIf(process.platform === 'linux')('says in one line that the disk is full', async () => {
  const full = await open('/dev/full', 'w');
  try {
    const child = spawn(process.execPath, [join(root, 'dist', 'cli.js'), 'runtime', 'status'], {
      stdio: ['ignore', full.fd, 'pipe'],
    });
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'The output cannot be written (ENOSPC).\n' });
  } finally {
    await full.close();
  }
});
