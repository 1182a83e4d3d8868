import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Random } from '../../src/base/random';
import { root, type Outcome } from '../unit/cli/command';
import { ownFolder, smallConfig } from './support/analyses';
import { report, seed, times } from './support/form';

const folder = ownFolder();
type Stream = 'stdout' | 'stderr';

/** Runs the command line and closes its output streams after some bytes, as `| head -c` does, or after some time. */
function closing(
  args: readonly string[],
  closed: readonly Stream[],
  after: { readonly bytes: number } | { readonly ms: number },
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'dist', 'cli.js'), ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { stdout: '', stderr: '' };
    const close = (): void => {
      for (const name of closed) child[name].destroy();
    };
    if ('ms' in after) setTimeout(close, after.ms);
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        said[name] += text;
        if ('bytes' in after && closed.includes(name) && said[name].length >= after.bytes) close();
      });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status: status ?? -1, ...said }));
  });
}

const stack = /\bat .*:\d+:\d+|Error:|EPIPE/;

it('ends without a stack trace when its streams are closed', async () => {
  await writeFile(join(folder, 'small.rnn.json'), JSON.stringify(smallConfig(1)));
  const random = new Random(seed).fork('streams');
  const runs = times(40, 3);
  const choices: readonly (readonly Stream[])[] = [['stdout'], ['stderr'], ['stdout', 'stderr']];
  for (let i = 0; i < runs; i++) {
    const closed = choices[i % choices.length];
    const after = random.uniform() < 0.5 ? { bytes: random.integer(3000) } : { ms: random.integer(2000) };
    const more = random.uniform() < 0.7 ? ['--json'] : [];
    const args = ['analyze', 'small.rnn.json', '--no-cache', '--backend', 'wasm', ...more];
    const { status, stdout, stderr } = await closing(args, closed, after);
    const run = `run ${i}: ${closed.join(' and ')} after ${JSON.stringify(after)}`;
    expect(`${closed.includes('stdout') ? '' : stdout}${stderr}`, run).not.toMatch(stack);
    expect(status, run).toBe(0);
  }
  report(`${runs} runs whose output, error output, or both were closed`);
});
