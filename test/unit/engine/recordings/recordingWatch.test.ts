import type * as Fs from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type RecordingNews, RecordingWatch } from '../../../../src/engine/recordings/recordingWatch';
import { RecordedTraining } from '../../../support/recordedTraining';

const noEvents = vi.hoisted(() => ({ on: false }));
vi.mock('node:fs', async (load) => {
  const fs = await load<typeof Fs>();
  const watch = (...args: Parameters<typeof fs.watch>) => {
    if (noEvents.on) throw new Error('ENOSPC: no watchers left');
    return fs.watch(...args);
  };
  return { ...fs, watch };
});

let folder: string;
let watches: RecordingWatch[] = [];

beforeEach(async () => {
  noEvents.on = false;
  folder = await mkdtemp(path.join(tmpdir(), 'rnn-watch-'));
});
afterEach(async () => {
  for (const watch of watches) watch.dispose();
  watches = [];
  await rm(folder, { recursive: true });
});

function heard(interval?: number): RecordingNews[] {
  const news: RecordingNews[] = [];
  watches.push(
    new RecordingWatch({
      recording: 'a',
      folders: { configFolder: folder },
      onNews: (one) => news.push(one),
      ...(interval !== undefined && { interval }),
    }),
  );
  return news;
}
const training = (said = {}): RecordedTraining => new RecordedTraining(path.join(folder, 'a'), said);
const epochsOf = (news: readonly RecordingNews[]): number[][] =>
  news.map(({ record }) => record.epochs.map(({ epoch }) => epoch));
const until = (true_: () => boolean): Promise<void> => vi.waitFor(() => expect(true_()).toBe(true), 5000);

describe('a watched recording', () => {
  it('tells of every epoch by the events of the file system', async () => {
    const run = training();
    await run.begin();
    await run.record(0);
    // Nothing is seen by looking again.
    const news = heard(1_000_000);
    await until(() => news.length === 1);
    await run.record(1);
    await until(() => news.length === 2);
    expect(epochsOf(news)).toEqual([[0], [0, 1]]);
  });

  it('tells of every epoch by looking, where the file system has no events', async () => {
    noEvents.on = true;
    const run = training();
    await run.begin();
    await run.record(0);
    const news = heard(20);
    await until(() => news.length === 1);
    await run.record(1);
    await until(() => news.length === 2);
    expect(epochsOf(news)).toEqual([[0], [0, 1]]);
  });

  it('waits for a folder that is not there, and finds one that is made anew', async () => {
    const news = heard(20);
    await pause(60);
    expect(news).toEqual([]);
    const run = training();
    await run.begin();
    await pause(60);
    expect(news).toEqual([]);
    await run.record(3);
    await until(() => news.length === 1);
    await rename(run.folder, path.join(folder, 'b'));
    await pause(60);
    const again = training();
    await again.begin();
    await again.record(0);
    await until(() => news.length === 2);
    expect(epochsOf(news)).toEqual([[3], [0]]);
  });

  it('tells when the training says its end, and when its process is gone', async () => {
    const run = training();
    await run.begin();
    await run.record(0);
    const news = heard(20);
    await until(() => news.length === 1);
    await run.say({ end: { how: 'finished' } });
    await until(() => news.length === 2);
    // A number that no process has: above the largest of Linux, 2^22.
    await run.say({ process: { id: 2 ** 30, host: hostname() } });
    await until(() => news.length === 3);
    expect(news.map((one) => one.training.kind)).toEqual(['running', 'finished', 'died']);
    expect(news[0].version).toBe(news[1].version);
    expect(news[1].version).not.toBe(news[2].version);
  });

  it('says nothing twice, and nothing after its end', async () => {
    const run = training();
    await run.begin();
    await run.record(0);
    const news = heard(10);
    await until(() => news.length === 1);
    await run.say({});
    await pause(100);
    for (const watch of watches) watch.dispose();
    await run.record(1);
    await pause(50);
    expect(news).toHaveLength(1);
  });
});
