import { networkNames } from '../../config/layers/networks';
import type { AnalysisConfig } from '../../config/schema/config';
import { analysedEpochs } from '../plan/snapshots';
import type { AnalysisListener, Progress, StageName } from '../../result/progress';
import { TimeLeft } from './timeLeft';

/** Share of the time of a run with a sweep that the sweep is expected to take, until its first network is trained. */
const sweepShare = 0.7;
/** Before this much has passed an estimate of the time left would jump about. */
const quietSeconds = 0.8;

/** Turns steps and snapshots done into the seconds left, and into one fraction that never falls. */
export class RunProgress {
  private readonly start: number;
  private readonly model: TimeLeft;
  /** Networks of the config beside its model. */
  private readonly others: number;
  private epoch = 0;
  private swept = 0;
  /** The seconds after which the sweep began; before it, those that have passed. */
  private beforeSweep = 0;
  /** The shares of their own work that the networks beside the model have done, summed. */
  private beside = 0;
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
    this.model = new TimeLeft(config.training.epochs > 0, analysedEpochs(config).length, now);
  }

  /** Steps of training done, of `total`. */
  steps(done: number, total: number): void {
    this.model.trainedTo(total === 0 ? 1 : done / total);
    this.tell('training');
  }

  epochDone(epoch: number): void {
    this.epoch = epoch;
    this.model.validatedTo(epoch / this.config.training.epochs);
  }

  /** The states of a snapshot are recorded and wait for their estimates; training waits until `trainingGoesOn`. */
  snapshotTaken(): void {
    this.model.snapshotHandedOver();
  }

  /** The next snapshot may come, whether or not this one's estimates are made. */
  trainingGoesOn(): void {
    this.model.trainingGoesOn();
  }

  /** The estimates of a snapshot are made. */
  snapshotDone(): void {
    this.model.snapshotEstimated();
    this.tell(this.model.isTrained ? 'estimates' : 'training');
  }

  /** @param shares of the work of each network beside the model that is done, summed */
  networks(shares: number): void {
    this.beside = shares;
    this.tell(!this.model.isTrained ? 'training' : this.model.isDone ? 'networks' : 'estimates');
  }

  /** @param share of the sweep's networks that are trained, 0 ... 1 */
  sweep(share: number): void {
    this.swept = share;
    this.tell('sweep');
  }

  tell(stage: StageName): void {
    const { epochs } = this.config.training;
    const seconds = this.now() - this.start;
    if (stage !== 'sweep') this.beforeSweep = seconds;
    const left = this.left(seconds);
    if (left !== undefined && seconds + left > 0) this.fraction = Math.max(this.fraction, seconds / (seconds + left));
    const progress: Progress = {
      stage,
      fraction: this.fraction,
      ...(epochs > 0 && { epoch: this.epoch, epochs }),
      ...(seconds > quietSeconds && left !== undefined && { secondsLeft: left }),
    };
    this.listener.progress(progress);
  }

  /** Seconds left of the whole run, of which `seconds` have passed; undefined while nothing is known. */
  private left(seconds: number): number | undefined {
    const networks = this.networksLeft(seconds);
    if (!this.config.sweep) return networks;
    if (this.swept > 0) return ((seconds - this.beforeSweep) * (1 - this.swept)) / this.swept;
    return networks === undefined ? undefined : networks + ((seconds + networks) * sweepShare) / (1 - sweepShare);
  }

  /** The same of the model and the networks beside it, which are expected to take as long each. */
  private networksLeft(seconds: number): number | undefined {
    const model = this.model.seconds;
    if (this.others === 0) return model;
    if (model !== undefined && seconds + model > 0)
      this.modelFraction = Math.max(this.modelFraction, seconds / (seconds + model));
    const share = (this.modelFraction + this.beside) / (1 + this.others);
    return share > 0 ? (seconds * (1 - share)) / share : undefined;
  }
}
