import type { EpochRecord } from '../model';

/** Keeps the weights of the epoch with the least held-out loss; of equal ones the first. */
export class BestEpoch {
  private best: { readonly record: EpochRecord; readonly weights: Float32Array } | undefined;

  see(record: EpochRecord, weights: Float32Array): void {
    // No epoch without a loss (NaN) is the best.
    if (record.validationLoss < (this.best?.record.validationLoss ?? Infinity))
      this.best = { record, weights: weights.slice() };
  }

  /** Writes its weights over those of the last epoch, and gives the record of the last epoch with its figures. */
  restored(last: EpochRecord, weights: Float32Array): EpochRecord {
    if (!this.best) return last;
    weights.set(this.best.weights);
    const { record } = this.best;
    return record.epoch === last.epoch ? last : { ...record, epoch: last.epoch, keptFrom: record.epoch };
  }
}
