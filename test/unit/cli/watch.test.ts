import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AnalysisResult } from '../../../src/result/result';
import { RecordedTraining } from '../../support/recordedTraining';
import { startRnnInfoflow, type Running } from './command';

let folder: string;
let running: Running | undefined;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rnn-watch-cli-'));
});
afterEach(async () => {
  running?.killGroup();
  await rm(folder, { recursive: true });
});

it('analyzes each new epoch of a training, looks at it at once, and says that the training died', async () => {
  const training = new RecordedTraining(path.join(folder, 'a'));
  await training.begin();
  await training.record(0);
  await writeFile(
    path.join(folder, 'a.rnn.json'),
    JSON.stringify({
      data: { task: 'activations', recording: 'a' },
      analysis: { quantities: ['inputInformation', 'outputInformation'] },
    }),
  );
  running = startRnnInfoflow(['analyze', 'a.rnn.json', '--watch', '--json', '--no-cache', '--backend', 'cpu'], {
    cwd: folder,
    env: { XDG_CACHE_HOME: folder },
  });
  const { child, said, done } = running;
  let documents = '';
  child.stdout?.on('data', (text: string) => {
    documents += text;
  });
  const epochs = (): number[][] =>
    documents
      .split('\n')
      .filter((line) => line.endsWith('}'))
      .map((line) => {
        const { estimates } = JSON.parse(line) as AnalysisResult;
        return [...new Set(estimates.map(({ epoch }) => epoch))];
      });
  const analyzed = (count: number): Promise<void> =>
    vi.waitFor(() => expect(epochs().length).toBeGreaterThanOrEqual(count), 60_000);
  await said(/The training runs \(process \d+\)\. Last recorded: epoch 0, step 0\./);
  await analyzed(1);
  await training.record(4);
  await said(/Last recorded: epoch 4, step 40\.\n/);
  await said(/\nepoch 4, first look at 96 sequences: gru I\(X;H\) .*, I\(H;Y\) .* bits\n/);
  await analyzed(2);
  // A process of this number is not there: it is above the largest of every system.
  await training.say({ process: { id: 2 ** 30, host: hostname() } });
  await said(/The training has died: its process 1073741824 is gone without having ended\./);
  child.kill('SIGINT');
  expect((await done).status).toBe(0);
  expect(epochs().slice(0, 2)).toEqual([[0], [0, 4]]);
});
