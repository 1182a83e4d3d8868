import { networkNames } from '../../config/layers/networks';
import type { AnalysisConfig } from '../../config/schema/config';
import { analysedEpochs } from '../plan/snapshots';
import type { AnalysisListener, Progress, StageName } from '../../result/progress';

/** Share of a run that training is reckoned to take, until the clock says better. */
const trainingShare = 0.5;
/** Share of a run with a sweep that the sweep takes. */
const sweepShare = 0.7;
/** Before this much has passed an estimate of the time left would jump about. */
const quietSeconds = 0.8;

/** Turns steps and snapshots done into one fraction and the seconds left. */
export class RunProgress {
  private readonly start = performance.now();
  private readonly snapshots: number;
  private trained: number;
  private estimated = 0;
  private epoch = 0;
  private swept = 0;
  /** What the networks beside the model have done, each a share of its own work. */
  private beside = 0;

  constructor(
    private readonly config: AnalysisConfig,
    private readonly listener: Pick<AnalysisListener, 'progress'>,
  ) {
    this.trained = config.training.epochs === 0 ? 1 : 0;
    this.snapshots = analysedEpochs(config).length;
  }

  steps(done: number, total: number): void {
    this.trained = total === 0 ? 1 : done / total;
    this.tell('training');
  }

  epochDone(epoch: number): void {
    this.epoch = epoch;
  }

  snapshotDone(): void {
    this.estimated++;
    this.tell(this.trained < 1 ? 'training' : 'estimates');
  }

  /** @param shares of the work of each network beside the model that is done, summed */
  networks(shares: number): void {
    this.beside = shares;
    this.tell(this.trained < 1 ? 'training' : this.estimated < this.snapshots ? 'estimates' : 'networks');
  }

  sweep(share: number): void {
    this.swept = share;
    this.tell('sweep');
  }

  tell(stage: StageName): void {
    const { epochs } = this.config.training;
    const training = epochs === 0 ? 0 : trainingShare;
    const model = Math.min(1, training * this.trained + (1 - training) * (this.estimated / this.snapshots));
    const single = (model + this.beside) / (1 + networkNames(this.config).length);
    const fraction = this.config.sweep ? (1 - sweepShare) * single + sweepShare * this.swept : single;
    const seconds = (performance.now() - this.start) / 1000;
    const progress: Progress = {
      stage,
      fraction,
      ...(epochs > 0 && { epoch: this.epoch, epochs }),
      ...(seconds > quietSeconds && fraction > 0.02 && { secondsLeft: (seconds * (1 - fraction)) / fraction }),
    };
    this.listener.progress(progress);
  }
}
