import type { Breather } from '../../numerics/breather';
import type { Random } from '../../../base/random';
import type { Critic } from './critic';
import type { CriticKernel } from '../../numerics/kernels/criticKernel';
import type { NetworkInput } from './inputs';
import { JointCritic } from './jointCritic';
import { scoreGradient, type CriticEstimator, type ScoreGradient } from './objectives';
import { PairScorer } from './pairScorer';
import type { NeuralSettings } from './settings';
import { SeparableCritic } from './separableCritic';
import type { Trainee } from './training';
import { validationObjective } from './validation';

/** A critic trained by the objective of one estimator. */
export class CriticTrainee implements Trainee {
  readonly scorer: PairScorer;
  private readonly critic: Critic;
  private readonly gradient: ScoreGradient;

  constructor(
    private readonly estimator: CriticEstimator,
    private readonly kernel: CriticKernel,
    x: NetworkInput,
    y: NetworkInput,
    private readonly settings: NeuralSettings,
    random: Random,
  ) {
    const Kind = settings.critic === 'separable' ? SeparableCritic : JointCritic;
    this.critic = new Kind(kernel, x.width, y.width, settings.hidden, settings.batchSize, random);
    this.scorer = new PairScorer(kernel, this.critic, x, y, settings.batchSize);
    this.gradient = scoreGradient(estimator, kernel, this.critic);
  }

  trainOn(rows: Int32Array): void {
    this.scorer.forward(rows);
    this.gradient(rows.length);
    this.critic.backward(rows.length);
    this.critic.step(this.settings.learningRate);
  }

  objective(rows: Int32Array, breather: Breather): Promise<number> {
    return validationObjective(
      this.estimator,
      this.kernel,
      this.critic,
      this.scorer,
      rows,
      this.settings.batchSize,
      breather,
    );
  }

  save(): Float32Array[] {
    return this.critic.save();
  }

  restore(saved: readonly Float32Array[]): void {
    this.critic.restore(saved);
  }
}
