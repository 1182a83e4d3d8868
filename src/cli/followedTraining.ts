import { dirname } from 'node:path';
import { inEnglish } from '../base/sentence';
import { readConfig } from '../config/readConfig';
import { type RecordingNews, RecordingWatch } from '../engine/recordings/recordingWatch';
import { saidOfTraining } from '../engine/recordings/trainingState';
import { readText } from './readText';

export interface FollowWork {
  /** Prints a first look at the newest epoch, where it is newer than `after`. */
  readonly look: (after: number | undefined) => Promise<void>;
  /** Prints one sentence on the training. */
  readonly say: (text: string) => void;
}

/** The training that writes the recording of a config: what is new of it is printed at once, and then analysed. */
export class FollowedTraining {
  private recording: string | undefined;
  private watch: RecordingWatch | undefined;
  private news: RecordingNews | undefined;
  private tried: string | undefined;
  private newest: number | undefined;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly path: string,
    private readonly work: FollowWork,
    private readonly onNew: () => void,
  ) {}

  /** A run of the config begins: it has what is recorded now. Follows the recording that the config names. */
  async runBegins(): Promise<void> {
    const { config } = readConfig(await readText(this.path).catch(() => ''));
    this.tried = this.news?.version;
    if (!config) return;
    const recording = config.data.task === 'activations' ? config.data.recording : undefined;
    if (recording === this.recording) return;
    this.dispose();
    this.recording = recording;
    this.news = this.tried = this.newest = undefined;
    if (recording === undefined) return;
    this.watch = new RecordingWatch({
      recording,
      folders: { configFolder: dirname(this.path) },
      onNews: (news) => this.hear(news),
    });
  }

  dispose(): void {
    this.watch?.dispose();
  }

  private hear(news: RecordingNews): void {
    const isFirst = this.news === undefined;
    const { epochs } = news.record;
    const { epoch } = epochs[epochs.length - 1];
    const after = this.newest;
    this.news = news;
    this.newest = epoch;
    this.work.say(inEnglish(saidOfTraining(news.record, news.training)));
    // The run that found the recording analyses what was there.
    if (isFirst) {
      this.tried ??= news.version;
      return;
    }
    if (after !== undefined && epoch > after) this.looking = this.looking.then(() => this.work.look(after));
    if (news.version !== this.tried) this.onNew();
  }
}
