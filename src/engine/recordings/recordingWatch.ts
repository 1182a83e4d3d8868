import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type DataFolders, resolveDataPath } from '../../data/files/dataPath';
import { readRecord, recordName, type RecordingRecord } from '../../data/recorded/recording';
import { trainingState, type TrainingState } from './trainingState';

/** What a recording's folder holds now. */
export interface RecordingNews {
  readonly record: RecordingRecord;
  readonly training: TrainingState;
  /** Changes with every recorded epoch, and with every new recording in the same folder. */
  readonly version: string;
}

export interface RecordingWatchOptions {
  /** The folder, as a config names it. */
  readonly recording: string;
  readonly folders: DataFolders;
  /** Called for the first record, for every change of it, and when its training has ended, in whichever way. */
  readonly onNews: (news: RecordingNews) => void;
  /** Time between two looks, ms. */
  readonly interval?: number;
}

/**
 * Looks at a recording's folder: at every change that the file system tells of, and at intervals, since many file
 * systems (of a network, a container, a mounted folder) tell nothing. A folder that is not there yet is waited for.
 */
export class RecordingWatch {
  private readonly timer: NodeJS.Timeout;
  private watcher: FSWatcher | undefined;
  private identity = '';
  private last: RecordingNews | undefined;
  private looking = false;
  private again = false;
  private disposed = false;

  constructor(private readonly options: RecordingWatchOptions) {
    this.timer = setInterval(() => void this.look(), options.interval ?? 250);
    void this.look();
  }

  dispose(): void {
    this.disposed = true;
    clearInterval(this.timer);
    this.watcher?.close();
  }

  /** One look at a time; a change that comes meanwhile is looked at after it. */
  private async look(): Promise<void> {
    this.again = this.looking;
    if (this.looking) return;
    this.looking = true;
    try {
      await this.lookOnce();
    } finally {
      this.looking = false;
    }
    if (this.again && !this.disposed) void this.look();
  }

  private async lookOnce(): Promise<void> {
    const news = await this.news();
    if (!news || this.disposed) return;
    const { last } = this;
    this.last = news;
    if (news.version !== last?.version || news.training.kind !== last.training.kind) this.options.onNews(news);
  }

  /** The record as it is now; undefined where there is none, or one that is no recorder's. The analysis says so. */
  private async news(): Promise<RecordingNews | undefined> {
    const { recording, folders } = this.options;
    try {
      const file = await resolveDataPath(path.join(recording, recordName), folders);
      this.listen(path.dirname(file));
      const { ino, size, mtimeMs } = await stat(file);
      const identity = `${ino}/${size}/${mtimeMs}`;
      if (this.last && identity === this.identity) return { ...this.last, training: trainingState(this.last.record) };
      const record = await readRecord(recording, folders);
      this.identity = identity;
      return { record, training: trainingState(record), version: versionOf(record) };
    } catch {
      // The folder may be made anew, and its watcher with it.
      this.deaf();
      return undefined;
    }
  }

  private listen(folder: string): void {
    if (this.watcher || this.disposed) return;
    try {
      this.watcher = watch(folder, { persistent: false }, (_, name) => {
        if (name === recordName || name === null) void this.look();
      });
      this.watcher.on('error', () => this.deaf());
    } catch {
      // Too many watchers, or a file system without them: the timer looks.
    }
  }

  private deaf(): void {
    this.watcher?.close();
    this.watcher = undefined;
  }
}

const versionOf = ({ process, epochs, layers }: RecordingRecord): string => JSON.stringify([process, epochs, layers]);
