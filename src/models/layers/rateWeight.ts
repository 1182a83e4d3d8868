import type { LayerConfig } from '../../config/schema/layers';

type Warmup = Extract<LayerConfig, { type: 'bottleneck' }>['warmup'];

/** Progress of the training. */
export interface TrainingProgress {
  /** Finished epochs, with the finished share of the current one. */
  readonly epoch: number;
  /** Number of epochs in total. */
  readonly epochs: number;
}

/**
 * Share, 0 ... 1, of the rate's final weight at a moment of training; 1 outside training. A cycle rises in its first
 * half and stays at 1 in its second (Fu et al. 2019). After the last whole cycle the weight is 1, so that training ends
 * with the weight that validation uses.
 */
export function warmupShare(warmup: Warmup, progress: TrainingProgress | undefined): number {
  if (!warmup || !progress) return 1;
  const { epoch, epochs } = progress;
  if (warmup.shape === 'linear') return Math.min(1, epoch / warmup.epochs);
  if (epoch >= Math.max(1, Math.floor(epochs / warmup.epochs)) * warmup.epochs) return 1;
  return Math.min(1, (2 * (epoch % warmup.epochs)) / warmup.epochs);
}
