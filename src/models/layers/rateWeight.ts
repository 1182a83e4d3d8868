import type { LayerConfig } from '../../config/schema/layers';

type Warmup = Extract<LayerConfig, { type: 'bottleneck' }>['warmup'];

/** How far training has come. */
export interface TrainingProgress {
  /** Epochs done, with the share of the one under way. */
  readonly epoch: number;
  /** Epochs in all. */
  readonly epochs: number;
}

/**
 * The share, 0 ... 1, of its whole weight that the rate has at some moment of training; all of it outside training.
 * Cycles rise in their first half and stay in their second (Fu et al. 2019); what is left of training after the last
 * whole cycle runs at the whole weight, so that it ends as it is validated.
 */
export function warmupShare(warmup: Warmup, progress: TrainingProgress | undefined): number {
  if (!warmup || !progress) return 1;
  const { epoch, epochs } = progress;
  if (warmup.shape === 'linear') return Math.min(1, epoch / warmup.epochs);
  if (epoch >= Math.max(1, Math.floor(epochs / warmup.epochs)) * warmup.epochs) return 1;
  return Math.min(1, (2 * (epoch % warmup.epochs)) / warmup.epochs);
}
