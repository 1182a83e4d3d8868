import { networkNames } from '../../config/layers/networks';
import { askedStudies, isAsked } from '../../config/schema/studies/studyNames';
import type { AnalysisConfig } from '../../config/schema/config';
import { freshSequences } from '../../data/freshSequences';
import { analysedEpochs } from '../plan/snapshots';
import type { AnalysisListener, Progress } from '../../result/progress';
import { TimeLeft } from './timeLeft';

/** Expected share of the sweep in the time of a run, until its first network is trained. */
const sweepShare = 0.7;
/** Expected share of the studies in the time of a run, until their first network is trained. */
const studiesShare = 0.7;
/** No time left is given before this many seconds, since early estimates would vary too much. */
const quietSeconds = 0.8;

/** Turns steps and snapshots done into the seconds left, and into one fraction that never falls. */
export class RunProgress {
  private readonly start: number;
  private readonly model: TimeLeft;
  /** Number of networks of the config besides its model. */
  private readonly others: number;
  /** Whether states are read from files, and nothing is trained. */
  private readonly reads: boolean;
  private epoch = 0;
  private swept = 0;
  private studied = 0;
  /** Seconds from the start to the studies; until they begin, seconds so far. */
  private beforeStudies = 0;
  /** Seconds from the start to the sweep; until it begins, seconds so far. */
  private beforeSweep = 0;
  /** The done shares (0 ... 1 each) of the other networks, summed. */
  private othersDone = 0;
  private modelFraction = 0;
  private fraction = 0;

  /** @param now the clock, in seconds */
  constructor(
    private readonly config: AnalysisConfig,
    private readonly listener: Pick<AnalysisListener, 'progress'>,
    private readonly now = () => performance.now() / 1000,
  ) {
    this.start = now();
    this.others = networkNames(config).length;
    this.reads = config.data.task === 'activations';
    const work = this.reads ? 'reads' : config.training.epochs > 0 ? 'trains' : 'neither';
    this.model = new TimeLeft(work, analysedEpochs(config).length, sharpeningSeconds(config), now);
  }

  /** Steps of training done, of `total`. */
  steps(done: number, total: number): void {
    this.model.trainedTo(total === 0 ? 1 : done / total);
    this.report('training');
  }

  /** @param share read share of all states, 0 ... 1 */
  read(share: number): void {
    this.model.trainedTo(share);
    this.report(this.model.isTrained ? 'estimates' : 'activations');
  }

  epochDone(epoch: number): void {
    this.epoch = epoch;
    this.model.validatedTo(epoch / this.config.training.epochs);
  }

  /**
   * A snapshot waits for its estimates; training waits until `trainingGoesOn`.
   * @param waits whether they have no core until `snapshotBegun`
   */
  snapshotTaken(waits = false): void {
    this.model.snapshotHandedOver(waits);
  }

  /** The estimates of the next snapshot that waited for a core begin. */
  snapshotBegun(): void {
    this.model.estimatesBegin();
  }

  /** Training may go on to the next snapshot, whether or not this one is estimated. */
  trainingGoesOn(): void {
    this.model.trainingGoesOn();
  }

  /** The estimates of a snapshot are done. */
  snapshotDone(): void {
    this.model.snapshotEstimated();
    this.report(this.model.isTrained ? 'estimates' : this.reads ? 'activations' : 'training');
  }

  /** @param share done share (0 ... 1) of the work that sharpens the numbers of the last snapshot */
  sharpened(share: number): void {
    this.model.sharpenedTo(share);
    this.report(share < 1 ? 'sharpening' : 'estimates');
  }

  /** @param shares the done shares (0 ... 1 each) of the other networks, summed */
  networks(shares: number): void {
    this.othersDone = shares;
    this.report(!this.model.isTrained ? 'training' : this.model.isDone ? 'networks' : 'estimates');
  }

  /** @param share trained share of the sweep's networks, 0 ... 1 */
  sweep(share: number): void {
    this.swept = share;
    this.report('sweep');
  }

  /** @param share trained share of the networks of the studies, 0 ... 1 */
  studies(share: number): void {
    this.studied = share;
    this.report('studies');
  }

  report(stage: Progress['stage']): void {
    const { epochs } = this.config.training;
    const seconds = this.now() - this.start;
    if (stage !== 'studies') this.beforeStudies = seconds;
    if (stage !== 'sweep' && stage !== 'studies') this.beforeSweep = seconds;
    const left = this.left(seconds);
    if (left !== undefined && seconds + left > 0) this.fraction = Math.max(this.fraction, seconds / (seconds + left));
    const progress: Progress = {
      stage,
      fraction: this.fraction,
      ...(epochs > 0 && stage !== 'sharpening' && { epoch: this.epoch, epochs }),
      ...(seconds > quietSeconds && left !== undefined && { secondsLeft: left }),
    };
    this.listener.progress(progress);
  }

  /** Seconds left of the whole run, of which `seconds` have passed; undefined while nothing is known. */
  private left(seconds: number): number | undefined {
    if (this.studied > 0) return ((seconds - this.beforeStudies) * (1 - this.studied)) / this.studied;
    const before = this.leftBefore(seconds);
    if (before === undefined || askedStudies(this.config).length === 0) return before;
    return before + ((seconds + before) * studiesShare) / (1 - studiesShare);
  }

  /** Seconds left before the studies begin. */
  private leftBefore(seconds: number): number | undefined {
    const networks = this.networksLeft(seconds);
    if (!this.config.sweep || isAsked(this.config, 'sweep')) return networks;
    if (this.swept > 0) return ((seconds - this.beforeSweep) * (1 - this.swept)) / this.swept;
    return networks === undefined ? undefined : networks + ((seconds + networks) * sweepShare) / (1 - sweepShare);
  }

  /** Seconds left for the model and the other networks, each of which is expected to take as long as the model. */
  private networksLeft(seconds: number): number | undefined {
    const model = this.model.seconds;
    if (this.others === 0) return model;
    if (model !== undefined && seconds + model > 0)
      this.modelFraction = Math.max(this.modelFraction, seconds / (seconds + model));
    const share = (this.modelFraction + this.othersDone) / (1 + this.others);
    return share > 0 ? (seconds * (1 - share)) / share : undefined;
  }
}

/** What sharpening is expected to take until its first part is done; 0 where the inputs' law is not known. */
function sharpeningSeconds({ analysis, data }: AnalysisConfig): number {
  return analysis.estimator === 'auto' && freshSequences(data) ? analysis.budget : 0;
}
