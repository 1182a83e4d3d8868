import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StageCache } from '../../../src/analysis/cache/stageCache';
import { firstLook } from '../../../src/analysis/run/firstLook';
import { runAnalysis } from '../../../src/analysis/run/runAnalysis';
import type { AnalysisServices } from '../../../src/analysis/run/services';
import { chooseRecurrentKernel } from '../../../src/models/kernels/chooseRecurrentKernel';
import { runEstimationJob } from '../../../src/information/runJob';
import type { AnalysisResult, Estimate } from '../../../src/result/result';
import { RecordedTraining } from '../../support/recordedTraining';

let folder: string;
let training: RecordedTraining;
let jobs = 0;
const kept = new Map<string, unknown>();
const cache: StageCache = {
  read: (key) => Promise.resolve(structuredClone(kept.get(key))),
  write: (key, output) => {
    kept.set(key, structuredClone(output));
    return Promise.resolve();
  },
};
const services: AnalysisServices = {
  startBackend: async () => ({ backend: 'cpu', version: '', kernel: await chooseRecurrentKernel('cpu') }),
  runJob: (job, signal) => {
    jobs++;
    return runEstimationJob(job, signal);
  },
  cache,
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rnn-followed-'));
  training = new RecordedTraining(path.join(folder, 'a'));
  await training.begin();
  kept.clear();
  jobs = 0;
});
afterEach(() => rm(folder, { recursive: true }));

const input = () => ({
  configPath: path.join(folder, 'a.rnn.json'),
  configText: JSON.stringify({
    data: { task: 'activations', recording: 'a' },
    analysis: { quantities: ['inputInformation', 'outputInformation'] },
  }),
});
const silent = { started: () => undefined, progress: () => undefined, delta: () => undefined };
const analyze = (services_ = services): Promise<AnalysisResult> =>
  runAnalysis(input(), services_, silent, new AbortController().signal);
const look = (after?: number): Promise<Estimate[]> => firstLook(input(), services, after, new AbortController().signal);
const ofEpoch = ({ estimates }: AnalysisResult, epoch: number): Estimate[] =>
  estimates.filter((estimate) => estimate.epoch === epoch);

describe('a recording whose training goes on', () => {
  it('estimates the new epoch and the one that was the last, and no epoch before', async () => {
    for (const epoch of [0, 1, 2]) await training.record(epoch);
    await analyze();
    expect(jobs).toBe(3);
    await training.record(3);
    const followed = await analyze();
    expect(jobs).toBe(5);
    // The same document as without anything kept.
    kept.clear();
    const anew = await analyze();
    expect({ ...followed, stages: [] }).toEqual({ ...anew, stages: [] });
    expect(new Set(followed.estimates.map(({ epoch }) => epoch))).toEqual(new Set([0, 1, 2, 3]));
  });

  it('estimates an epoch again whose file is another', async () => {
    for (const epoch of [0, 1, 2]) await training.record(epoch);
    const before = await analyze();
    const again = new RecordedTraining(training.folder);
    for (const epoch of [0, 1, 2]) await again.record(epoch === 0 ? 0 : epoch + 4);
    const after = await analyze();
    expect(jobs).toBe(5);
    expect(ofEpoch(after, 0)).toEqual(ofEpoch(before, 0));
    expect(ofEpoch(after, 1)).not.toEqual(ofEpoch(before, 1));
  });

  it('has a first look at the newest epoch, which the whole analysis confirms', async () => {
    await training.record(0);
    await training.record(1);
    const looks = await look(0);
    expect(looks.map(({ epoch, quantity, time }) => [epoch, quantity, time])).toEqual([
      [1, 'inputInformation', 6],
      [1, 'outputInformation', 6],
    ]);
    // Fewer sequences are recorded than a first look takes, so that its numbers are those of the analysis.
    const whole = await analyze();
    for (const estimate of looks) {
      const same = ofEpoch(whole, 1).find(
        ({ quantity, time }) => quantity === estimate.quantity && time === estimate.time,
      );
      expect(estimate.samples).toBe(same?.samples);
      expect(estimate.value).toBeLessThanOrEqual(same!.high!);
      expect(estimate.value).toBeGreaterThanOrEqual(same!.low);
    }
    expect(await look(1)).toEqual([]);
  });
});
