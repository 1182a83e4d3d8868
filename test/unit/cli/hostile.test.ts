import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rnnInfoflow } from './command';

const config = JSON.stringify({
  data: { task: 'delayedCopy', symbols: 2, length: 4, delay: 1, samples: 64 },
  model: {
    layers: [
      { type: 'lstm', units: 2 },
      { type: 'dense', units: 2, activation: 'softmax' },
    ],
  },
  training: { epochs: 1 },
  analysis: { snapshots: 1, budget: 0, samples: 64 },
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rnn-infoflow-output-'));
  await writeFile(join(folder, 'small.rnn.json'), config);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('tries the folder of --out before the work', async () => {
  await writeFile(join(folder, 'taken'), '');
  const { status, stdout, stderr } = await rnnInfoflow(['analyze', 'small.rnn.json', '--out', 'taken'], {
    cwd: folder,
  });
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^Nothing can be written to the folder taken \(E\w+\)\. Name another one in --out\.\n$/);
});

it('leaves nothing but its files in the folder of --out', async () => {
  await mkdir(join(folder, 'out'));
  expect((await rnnInfoflow(['analyze', 'small.rnn.json', '--out', 'out'], { cwd: folder })).status).toBe(0);
  expect((await readdir(join(folder, 'out'))).sort()).toEqual([
    'estimates.csv',
    'report.html',
    'result.json',
    'summary.md',
    'summary.txt',
    'tensorboard',
  ]);
});

it('escapes in the terminal what a config would do to it', async () => {
  await writeFile(join(folder, 'bad.rnn.json'), config.replace('delayedCopy', '\\u001b[31m\u202e\u009b'));
  const { status, stderr } = await rnnInfoflow(['validate', 'bad.rnn.json'], { cwd: folder });
  expect(status).toBe(2);
  expect(stderr).toContain('"\\u001b[31m\\u202e\\u009b"');
});
