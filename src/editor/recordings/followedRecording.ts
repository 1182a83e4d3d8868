import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { type RecordingNews, RecordingWatch } from '../../engine/recordings/recordingWatch';
import { saidOfTraining } from '../../engine/recordings/trainingState';
import type { EngineSupervisor } from '../../engine/process/supervisor';
import type { PageState } from '../../page/protocol';
import type { Estimate } from '../../result/result';
import { savedText } from '../configs/configDocuments';
import { Disposable } from '../disposable';
import { pathOf } from '../place';
import type { Analyses } from '../runs/analyses';
import type { RunStore } from '../runs/runStore';
import { translated } from '../translated';
import { analysedEpochs, mayAdd, newestShown } from './firstLooks';

export interface FollowServices {
  readonly analyses: Analyses;
  readonly store: RunStore;
  /** An engine for first looks alone, which must not wait for a run. */
  readonly looks: Pick<EngineSupervisor, 'analyze'>;
  /** Lets one first look after the other have the engine. */
  readonly inTurn: (work: () => Promise<void>) => Promise<void>;
  readonly log: vscode.LogOutputChannel;
}

/** Follows the recording of one config while its training goes on: a first look at each new epoch, then a whole run. */
export class FollowedRecording extends Disposable {
  private news: RecordingNews | undefined;
  /** The version of the record that the last run began with; undefined where it is not known. */
  private tried: string | undefined;
  private looking = false;
  private looked: readonly Estimate[] = [];

  constructor(
    private readonly uri: vscode.Uri,
    readonly recording: string,
    private readonly services: FollowServices,
  ) {
    super();
    const root = vscode.workspace.getWorkspaceFolder(uri);
    this.register(
      new RecordingWatch({
        recording,
        folders: { configFolder: dirname(pathOf(uri)), ...(root && { dataRoots: [pathOf(root.uri)] }) },
        onNews: (news) => this.hear(news),
      }),
    );
  }

  /** A run of the config has begun. */
  runBegan(): void {
    this.tried = this.news?.version;
  }

  /** A run of the config has ended. */
  runEnded(): void {
    void this.analyze();
  }

  /** The config has another result, which may lack the newest epoch. */
  resultChanged(): void {
    this.add();
  }

  private hear(news: RecordingNews): void {
    const isFirst = this.news === undefined;
    this.news = news;
    const { store, log } = this.services;
    log.info(`${this.recording}: ${news.training.kind}, epoch ${newestRecorded(news)}`);
    store.update(this.uri, {
      training: { text: translated(saidOfTraining(news.record, news.training)), state: shownState(news) },
    });
    if (isFirst && shownState(news) === 'running') void this.warm(news);
    void this.look();
    void this.analyze();
  }

  private readonly failed = (error: unknown): void => this.services.log.warn(`${this.recording}: ${String(error)}`);

  private async analyze(): Promise<void> {
    const { news, uri } = this;
    const { analyses, store } = this.services;
    // The end of that run asks again.
    if (!news || this.isDisposed || analyses.isUnderWay(uri)) return;
    const result = store.result(uri);
    if (this.tried === undefined && result && isCovered(news, analysedEpochs(result))) this.tried = news.version;
    if (this.tried === news.version) return;
    this.tried = news.version;
    await analyses.analyze(uri, true).catch(this.failed);
  }

  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      while (this.hasNewer()) await this.services.inTurn(() => this.lookOnce());
    } catch (error) {
      this.failed(error);
    } finally {
      this.looking = false;
    }
  }

  private hasNewer(): boolean {
    const result = this.services.store.result(this.uri);
    if (!this.news || !result || this.isDisposed) return false;
    return newestRecorded(this.news) > Math.max(newestShown(result), this.looked[0]?.epoch ?? -1);
  }

  private async lookOnce(): Promise<void> {
    const result = this.services.store.result(this.uri);
    if (!result || this.isDisposed) return;
    await this.ask(newestShown(result));
  }

  /** Starts the engine of first looks, so that the first new epoch need not wait for it. */
  private async warm(news: RecordingNews): Promise<void> {
    await this.services.inTurn(() => this.ask(newestRecorded(news))).catch(this.failed);
  }

  /** Asks for the newest epoch, where it is newer than `after`. */
  private async ask(after: number): Promise<void> {
    const { analyses, looks } = this.services;
    const document = await vscode.workspace.openTextDocument(this.uri);
    const outcome = await looks.analyze(
      { ...analyses.request(this.uri, await savedText(document)), firstLook: { after } },
      {
        started: () => undefined,
        progress: () => undefined,
        delta: ({ estimates = [] }) => {
          if (estimates.length === 0) return;
          this.looked = estimates;
          this.add();
        },
      },
    );
    // The run that follows says what is wrong.
    if (outcome.type === 'failed') throw new Error(outcome.failure.message);
  }

  private add(): void {
    const { store } = this.services;
    if (this.isDisposed || !mayAdd(store.result(this.uri), this.looked)) return;
    store.append(this.uri, { estimates: structuredClone([...this.looked]) });
  }
}

const newestRecorded = ({ record: { epochs } }: RecordingNews): number => epochs[epochs.length - 1].epoch;

const isCovered = ({ record }: RecordingNews, analysed: readonly number[]): boolean =>
  record.epochs.length === analysed.length && record.epochs.every(({ epoch }, i) => epoch === analysed[i]);

function shownState({ training: { kind } }: RecordingNews): NonNullable<PageState['training']>['state'] {
  switch (kind) {
    case 'running':
    case 'elsewhere':
      return 'running';
    case 'finished':
      return 'ended';
    case 'failed':
    case 'died':
      return 'died';
  }
}
