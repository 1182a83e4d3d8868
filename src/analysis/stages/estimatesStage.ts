import { CancelledError } from '../../base/cancellation';
import type { AnalysisConfig } from '../../config/schema/config';
import type { Dataset } from '../../data/dataset';
import type { StageRecord } from '../../result/result';
import { stageKey } from '../cache/key';
import { consistentEstimates } from '../consistency/consistentEstimates';
import { Source } from '../consistency/source';
import { attentionInUnit } from '../measures/attentionMaps';
import { biasInUnit } from '../measures/bias';
import { type Failure, inUnit } from '../measures/estimateRecords';
import { failureWarnings } from '../measures/failureWarnings';
import { memoryFits } from '../measures/memory/memoryFits';
import type { NatsEstimate } from '../measures/natsEstimate';
import { SharedBuffers } from '../plan/sharedBuffers';
import { analysedEpochs } from '../plan/snapshots';
import type { Recorder } from '../run/recorder';
import type { RunProgress } from '../run/runProgress';
import type { AnalysisServices } from '../run/services';
import { statedLines } from '../truth/exactLines';
import type { TruthLine } from '../truth/linearNetwork';
import { LastSnapshot } from './lastSnapshot';
import { estimateSnapshot, type SnapshotEstimates } from './snapshotEstimates';
import { SnapshotRoom } from './snapshotRoom';
import type { Snapshot, SnapshotSink } from './snapshotSink';

/**
 * Estimates snapshots during training as they arrive, as many at once as memory holds, and records them in the order of
 * their epochs.
 */
export class EstimatesStage implements SnapshotSink {
  private readonly key: string;
  private recorded: Promise<void> = Promise.resolve();
  private computed = 0;
  private failure: unknown;
  private lastExact: readonly TruthLine[] = [];
  private lastEstimates: readonly NatsEstimate[] = [];
  private last: Snapshot | undefined;
  private readonly finalEpoch: number | undefined;
  private readonly failures: Failure[] = [];
  private readonly abort = new AbortController();
  private readonly signal: AbortSignal;
  private readonly source: Source;
  private readonly room: SnapshotRoom;
  private readonly buffers = new SharedBuffers();

  constructor(
    private readonly config: AnalysisConfig,
    private readonly dataset: Dataset,
    activationsKey: string,
    private readonly services: AnalysisServices,
    private readonly recorder: Recorder,
    private readonly progress: RunProgress,
    signal: AbortSignal,
  ) {
    const { unit, snapshots, budget, measures, ...analysis } = config.analysis;
    const source = 'source' in config.data ? config.data.source : undefined;
    this.key = stageKey('estimates', { activationsKey, analysis, seed: config.seed, ...(source && { source }) });
    this.finalEpoch = analysedEpochs(config).at(-1);
    this.source = new Source(config, dataset);
    this.signal = AbortSignal.any([signal, this.abort.signal]);
    this.room = new SnapshotRoom(this.signal, services.cores);
  }

  async take(snapshot: Snapshot): Promise<boolean> {
    this.rethrow();
    const { epoch, statesKey } = snapshot;
    const final = epoch === this.finalEpoch;
    if (final) this.last = snapshot;
    // More is estimated of the last epoch, and which one that is changes while a training is followed.
    const followed = statesKey === undefined ? {} : { statesKey, isFinal: final };
    const key = stageKey('estimates of an epoch', { estimates: this.key, epoch, ...followed });
    const kept = await this.services.cache.read(key);
    const isKept = isEstimates(kept);
    this.progress.snapshotTaken(!isKept && this.services.cores?.areHeld === true);
    this.record(isKept ? Promise.resolve(kept) : this.room.run(() => this.estimate(snapshot, final, key)));
    this.progress.trainingGoesOn();
    return isKept;
  }

  /**
   * Resolves when every snapshot is estimated and recorded.
   * @param activations what making all states took
   */
  async finish(activations: () => StageRecord): Promise<void> {
    const start = performance.now();
    await this.recorded;
    this.rethrow();
    const { config, recorder, progress, last } = this;
    if (last) {
      const { cache } = this.services;
      const context = { ...this.context(), cache, recorder, progress, source: this.source, key: this.key };
      if (await new LastSnapshot(context, last, this.lastEstimates).improve()) this.computed++;
    }
    progress.sharpened(1);
    recorder.append({ stages: [activations()] });
    recorder.append({
      warnings: failureWarnings(this.failures),
      exact: statedLines(config, this.lastExact),
      stages: [{ name: 'estimates', seconds: (performance.now() - start) / 1000, reused: this.computed === 0 }],
    });
  }

  /** The snapshot of the last analysed epoch, once it was taken. */
  get lastSnapshot(): Snapshot | undefined {
    return this.last;
  }

  /** Stops what still runs, after the run has failed or was cancelled. */
  async stop(): Promise<void> {
    this.abort.abort();
    await this.recorded;
  }

  private async estimate(snapshot: Snapshot, final: boolean, key: string): Promise<SnapshotEstimates> {
    this.computed++;
    this.progress.snapshotBegun();
    const output = await estimateSnapshot(this.context(), snapshot, final, (numbers) => this.room.isOfSize(numbers));
    await this.services.cache.write(key, output);
    return output;
  }

  private context() {
    const { config, dataset, services, buffers, signal } = this;
    return { config, dataset, services, buffers, signal };
  }

  /** Chains the recording, so that the document's order does not depend on which estimate was ready first. */
  private record(work: Promise<SnapshotEstimates>): void {
    const before = this.recorded;
    this.recorded = (async () => {
      const [outcome] = await Promise.allSettled([work, before]);
      if (outcome.status === 'rejected') {
        this.failure ??= outcome.reason;
        this.abort.abort();
        return;
      }
      if (this.failure !== undefined) return;
      const { estimates, exact, failures, attention, coding, predictions, bias = [] } = outcome.value;
      this.failures.push(...failures);
      const held = consistentEstimates(estimates, this.source, this.config);
      const { unit } = this.config.analysis;
      const shown = held.map((estimate) => inUnit(estimate, unit));
      this.recorder.append({
        estimates: shown,
        fits: memoryFits(shown),
        ...(attention.length > 0 && { attention: attention.map((map) => attentionInUnit(map, unit)) }),
        ...(coding.length > 0 && { coding: [...coding] }),
        ...(predictions.length > 0 && { predictions: [...predictions] }),
        ...(bias.length > 0 && { bias: bias.map((point) => biasInUnit(point, unit)) }),
      });
      this.lastExact = exact;
      this.lastEstimates = estimates;
      this.progress.snapshotDone();
    })();
  }

  private rethrow(): void {
    if (this.failure !== undefined) throw this.failure instanceof Error ? this.failure : new CancelledError();
  }
}

const isEstimates = (value: unknown): value is SnapshotEstimates =>
  typeof value === 'object' &&
  value !== null &&
  'estimates' in value &&
  'failures' in value &&
  'attention' in value &&
  'coding' in value &&
  'predictions' in value;
