import type { Random } from '../../../base/random';
import type { DecoderMemory } from './decoderMemory';
import type { Fold, Stages } from './folds';
import { logPriors } from './logistic';

/** Hidden units of the kernel's perceptron; their rows end with a constant and are padded to a multiple of four. */
const hidden = 32;
const hiddenRow = hidden + 4;
const epochs = 48;
const epochsAStage = 3;
/** Stages without improvement after which training ends. */
const patience = 3;
const learningRate = 0.01;
const decay = 1e-3;
/** Rows whose hidden units are computed at once in evaluation. */
const readRows = 256;

/**
 * A perceptron with one hidden layer of tanh units, trained by Adam (Kingma and Ba 2015) outside each fold and
 * evaluated on it: held-out ln q(label | features) every third epoch, until it stops improving. The folds train side by
 * side, from the same weights and in the same order of samples.
 */
export async function perceptronStages(
  memory: DecoderMemory,
  folds: readonly Fold[],
  random: Random,
  breathe: () => Promise<void>,
): Promise<Stages> {
  const { kernel, samples } = memory;
  const orderAt = kernel.allocate(samples * 4);
  const readAt = kernel.allocate(readRows * hiddenRow * 4);
  const scratchAt = kernel.allocate(kernel.perceptronScratch(memory.width, memory.classes));
  const start = Float64Array.from(
    { length: hidden * memory.features.width },
    () => random.normal() / Math.sqrt(memory.features.width),
  );
  const networks = folds.map((fold) => new Perceptron(memory, fold, start));
  const order = Int32Array.from({ length: samples }, (_, i) => i);
  const stages: Float64Array[] = [];
  let best = -Infinity;
  let worse = 0;
  for (let epoch = 0; epoch < epochs && worse < patience;) {
    for (const end = epoch + epochsAStage; epoch < end; epoch++) {
      random.shuffle(order);
      kernel.integers(orderAt, samples).set(order);
      for (const network of networks) {
        network.train(orderAt, scratchAt, learningRate * Math.min(1, 2 * (1 - epoch / epochs)));
        await breathe();
      }
    }
    const stage = new Float64Array(samples);
    const score = networks.reduce((sum, network) => sum + network.read(stage, readAt), 0);
    stages.push(stage);
    worse = score > best ? 0 : worse + 1;
    best = Math.max(best, score);
  }
  return stages;
}

/** One fold's network in the kernel's memory: weights [width, hidden] and [hiddenRow, classes], and Adam's moments. */
class Perceptron {
  private readonly weights: number;
  private readonly mean: number;
  private readonly square: number;
  private readonly powers: number;

  constructor(
    private readonly memory: DecoderMemory,
    private readonly fold: Fold,
    start: Float64Array,
  ) {
    const { kernel, width, classes, classCount, labelValues } = memory;
    const inputs = width * hidden;
    const size = inputs + hiddenRow * classes;
    this.weights = kernel.allocate(size * 4);
    this.mean = kernel.allocate(size * 4);
    this.square = kernel.allocate(size * 4);
    this.powers = kernel.allocate(16);
    const weights = kernel.floats(this.weights, size).fill(0);
    weights.set(start);
    weights.set(logPriors(labelValues, classCount, fold), inputs + hidden * classes);
    kernel.floats(this.mean, size).fill(0);
    kernel.floats(this.square, size).fill(0);
    kernel.doubles(this.powers, 2).fill(1);
  }

  /** One pass over the samples outside the fold. */
  train(order: number, scratch: number, rate: number): void {
    const { kernel, rows, width, samples, labels, classes, mask } = this.memory;
    const { from, to } = this.fold;
    kernel.perceptronEpoch(
      rows,
      width,
      order,
      samples,
      from,
      to,
      labels,
      this.weights,
      this.mean,
      this.square,
      this.powers,
      classes,
      mask,
      scratch,
      rate,
      decay,
    );
  }

  /** ln q(label) of the fold's rows into `out`; returns their sum. */
  read(out: Float64Array, scratch: number): number {
    const { kernel, width, classes } = this.memory;
    return this.memory.logLikelihoods(this.fold, out, (rows, count, scores) =>
      kernel.perceptronScores(rows, count, width, this.weights, classes, scratch, scores),
    );
  }
}
