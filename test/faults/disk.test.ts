import { execFileSync, spawn } from 'node:child_process';
import { chmod, mkdir, open, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rnnInfoflow, root, type Outcome } from '../unit/cli/command';
import { ownFolder, printed, smallConfig } from './support/analyses';
import { report } from './support/form';

const folder = ownFolder();
const config = join(folder, 'small.rnn.json');
const small = join(folder, 'small');
const args = ['analyze', config, '--json', '--backend', 'wasm'];
let expected: string;
const mounted = mountSmall();

/** A disk of 48 kB, where this user may mount one. */
function mountSmall(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('mkdir', [small]);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=48k', 'tmpfs', small], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

beforeAll(async () => {
  await writeFile(config, JSON.stringify(smallConfig(1)));
  expected = printed(await rnnInfoflow([...args, '--no-cache']));
  if (!mounted) report('no full disk: no small one may be mounted here');
});
afterAll(() => {
  if (mounted) execFileSync('umount', ['-l', small]);
});

/** The command line under a limit on the size of files, which a shell sets. */
function limited(kilobytes: number, more: readonly string[], cwd = folder): Promise<Outcome> {
  return new Promise((resolve) => {
    const line = `trap '' XFSZ; ulimit -f ${kilobytes * 2}; exec "$0" "$@"`;
    const child = spawn('sh', ['-c', line, process.execPath, join(root, 'dist', 'cli.js'), ...more], {
      cwd,
      env: { ...process.env, XDG_CACHE_HOME: join(folder, 'limited') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
    child.on('close', (status) => resolve({ status: status ?? -1, ...said }));
  });
}

it.runIf(mounted)('goes on without its cache on a full disk, and leaves no half of a file', async () => {
  const env = { XDG_CACHE_HOME: small };
  expect(printed(await rnnInfoflow(args, { env }))).toBe(expected);
  expect(printed(await rnnInfoflow(args, { env }))).toBe(expected);
  const left = await readdir(small, { recursive: true });
  expect(left.filter((name) => name.endsWith('.part'))).toEqual([]);
});

it.runIf(mounted)('shows the numbers where their files cannot be written, and says so in one line', async () => {
  const out = join(small, 'out');
  const outcome = await rnnInfoflow([...args, '--no-cache', '--out', out]);
  expect(printed({ ...outcome, status: 0 })).toBe(expected);
  expect(outcome.status).toBe(1);
  expect(outcome.stderr.trimEnd().split('\n').at(-1)).toMatch(
    /^.*small\/out\/.* could not be written \(ENOSPC\)\. Make room, or name another folder in --out\.$/,
  );
});

it.runIf(mounted)('says in one line that the disk of its output is full', async () => {
  const full = join(small, 'filled');
  await writeFile(full, Buffer.alloc(2 ** 20)).catch(() => undefined);
  const output = await open(join(small, 'output'), 'w');
  try {
    const child = spawn(process.execPath, [join(root, 'dist', 'cli.js'), ...args, '--no-cache'], {
      stdio: ['ignore', output.fd, 'pipe'],
    });
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect(stderr.trimEnd().split('\n').at(-1)).toBe('The output cannot be written (ENOSPC).');
    expect(status).toBe(1);
  } finally {
    await output.close();
  }
});

it.runIf(process.platform !== 'win32')('goes on without its cache under a limit on the size of files', async () => {
  expect(printed(await limited(1, args))).toBe(expected);
  const outcome = await limited(1, [...args, '--no-cache', '--out', 'limited-out']);
  expect(outcome.status).toBe(1);
  expect(outcome.stderr.trimEnd().split('\n').at(-1)).toMatch(/could not be written \(EFBIG\)/);
});

it('goes on where its cache is a file, or may not be written', async () => {
  const taken = join(folder, 'taken');
  await writeFile(taken, '');
  expect(printed(await rnnInfoflow(args, { env: { XDG_CACHE_HOME: taken } }))).toBe(expected);
  const locked = join(folder, 'locked');
  await mkdir(locked);
  await chmod(locked, 0o500);
  expect(printed(await rnnInfoflow(args, { env: { XDG_CACHE_HOME: locked } }))).toBe(expected);
  await chmod(locked, 0o700);
});
