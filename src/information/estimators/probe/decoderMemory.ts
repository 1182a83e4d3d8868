import type { LikelihoodKernel } from '../../numerics/kernels/likelihoodKernel';
import type { Features } from './features';
import type { Fold } from './folds';

/** Rows whose scores are computed at once. */
const scoredRows = 256;
/** The score of a padding class, which keeps it out of the softmax. */
const never = -1e30;

/** Up to the next multiple of four. */
const fours = (count: number): number => (count + 3) & ~3;

/**
 * One state's features and one target's labels in the kernel's memory: float32, columns and classes padded to a
 * multiple of four.
 */
export class DecoderMemory {
  readonly width: number;
  readonly classes: number;
  readonly samples: number;
  readonly rows: number;
  readonly labels: number;
  readonly mask: number;
  private readonly scores: number;

  constructor(
    readonly kernel: LikelihoodKernel,
    readonly features: Features,
    readonly labelValues: Int32Array,
    readonly classCount: number,
  ) {
    const { samples } = features;
    this.samples = samples;
    this.width = fours(features.width);
    this.classes = fours(classCount);
    // The kernel may read three more rows after the last.
    this.rows = kernel.allocate((samples + 3) * this.width * 4);
    this.labels = kernel.allocate(samples * 4);
    this.mask = kernel.allocate(this.classes * 4);
    this.scores = kernel.allocate((scoredRows + 4) * this.classes * 4);
    const rows = kernel.floats(this.rows, (samples + 3) * this.width).fill(0);
    for (let i = 0, from = 0; i < samples; i++) {
      for (let j = 0, to = i * this.width; j < features.width; j++) rows[to++] = features.rows[from++];
    }
    kernel.integers(this.labels, samples).set(labelValues);
    kernel.floats(this.mask, this.classes).fill(0).fill(never, classCount);
  }

  /** The byte offset of a row. */
  rowAt(row: number): number {
    return this.rows + row * this.width * 4;
  }

  labelAt(row: number): number {
    return this.labels + row * 4;
  }

  /**
   * ln q(label) of the fold's rows into `out`; returns their sum. `score` writes the scores [count, classes] of `count`
   * rows (a multiple of four), from byte offset `rows` to byte offset `scores`.
   */
  logLikelihoods(
    { from, to }: Fold,
    out: Float64Array,
    score: (rows: number, count: number, scores: number) => void,
  ): number {
    const { classes, classCount, labelValues } = this;
    let total = 0;
    for (let start = from; start < to; start += scoredRows) {
      const count = Math.min(scoredRows, to - start);
      score(this.rowAt(start), fours(count), this.scores);
      const scores = this.kernel.floats(this.scores, count * classes);
      for (let i = 0, at = 0; i < count; i++, at += classes) {
        let best = -Infinity;
        for (let c = at; c < at + classCount; c++) if (scores[c] > best) best = scores[c];
        let sum = 0;
        for (let c = at; c < at + classCount; c++) sum += Math.exp(scores[c] - best);
        const value = scores[at + labelValues[start + i]] - best - Math.log(sum);
        out[start + i] = value;
        total += value;
      }
    }
    return total;
  }
}
