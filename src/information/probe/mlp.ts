import type { Random } from '../../base/random';
import type { Features } from './features';
import type { Fold, Stages } from './folds';
import { logPriors } from './logistic';

const hidden = 32;
const batch = 32;
const epochs = 48;
const epochsAStage = 3;
/** Stages without a better one after which training ends. */
const patience = 3;
const learningRate = 0.01;
const decay = 1e-3;

/**
 * A perceptron with one hidden layer of tanh units, trained by Adam (Kingma and Ba 2015) without each fold and read on it:
 * held-out ln q(label | features) every third epoch, until that has long been no better. The folds go on side by side.
 */
export async function perceptronStages(
  features: Features, labels: Int32Array, classes: number, folds: readonly Fold[], random: Random, breathe: () => Promise<void>,
): Promise<Stages> {
  const stages: Float64Array[] = [];
  const trained = folds.map((fold) => {
    const network = new Perceptron(features.width, classes, random);
    network.setPriors(logPriors(labels, classes, fold));
    const rows = Int32Array.from({ length: features.samples - (fold.to - fold.from) }, (_, i) => (i < fold.from ? i : i + fold.to - fold.from));
    return { fold, network, rows };
  });
  let best = -Infinity;
  let worse = 0;
  for (let epoch = 0; epoch < epochs && worse < patience;) {
    const stage = new Float64Array(features.samples);
    for (const { fold, network, rows } of trained) {
      for (let step = epoch; step < epoch + epochsAStage; step++) {
        random.shuffle(rows);
        const rate = learningRate * Math.min(1, 2 * (1 - step / epochs));
        for (let start = 0; start < rows.length; start += batch) network.step(features, labels, rows.subarray(start, start + batch), rate);
      }
      network.logLikelihoods(features, labels, fold, stage);
      await breathe();
    }
    epoch += epochsAStage;
    stages.push(stage);
    const score = stage.reduce((sum, value) => sum + value, 0);
    worse = score > best ? 0 : worse + 1;
    best = Math.max(best, score);
  }
  return stages;
}

class Perceptron {
  private readonly weights: Float64Array;
  private readonly gradient: Float64Array;
  private readonly first: Float64Array;
  private readonly second: Float64Array;
  private readonly units = new Float64Array(hidden + 1).fill(1);
  private readonly scores: Float64Array;
  private readonly outputsAt: number;
  private steps = 0;

  constructor(private readonly width: number, private readonly classes: number, random: Random) {
    this.outputsAt = hidden * width;
    const size = this.outputsAt + classes * (hidden + 1);
    this.weights = new Float64Array(size);
    for (let i = 0; i < this.outputsAt; i++) this.weights[i] = random.normal() / Math.sqrt(width);
    this.gradient = new Float64Array(size);
    this.first = new Float64Array(size);
    this.second = new Float64Array(size);
    this.scores = new Float64Array(classes);
  }

  setPriors(priors: Float64Array): void {
    priors.forEach((prior, c) => this.weights[this.outputsAt + c * (hidden + 1) + hidden] = prior);
  }

  step(features: Features, labels: Int32Array, rows: Int32Array, rate: number): void {
    const { width, classes, weights, gradient, units, scores, outputsAt } = this;
    gradient.fill(0);
    const back = new Float64Array(hidden);
    for (const row of rows) {
      this.forward(features, row);
      back.fill(0);
      for (let c = 0; c < classes; c++) {
        const pull = Math.exp(scores[c]) - (c === labels[row] ? 1 : 0);
        const at = outputsAt + c * (hidden + 1);
        for (let u = 0; u <= hidden; u++) gradient[at + u] += pull * units[u];
        for (let u = 0; u < hidden; u++) back[u] += pull * weights[at + u];
      }
      for (let u = 0; u < hidden; u++) {
        const slope = back[u] * (1 - units[u] * units[u]);
        const at = u * width;
        for (let j = 0; j < width; j++) gradient[at + j] += slope * features.rows[row * width + j];
      }
    }
    this.adam(1 / rows.length, rate);
  }

  logLikelihoods(features: Features, labels: Int32Array, { from, to }: Fold, out: Float64Array): void {
    for (let i = from; i < to; i++) {
      this.forward(features, i);
      out[i] = this.scores[labels[i]];
    }
  }

  /** Fills `units` and `scores` (log probabilities) for one row. */
  private forward({ rows }: Features, row: number): void {
    const { width, classes, weights, units, scores, outputsAt } = this;
    for (let u = 0; u < hidden; u++) {
      let sum = 0;
      for (let j = 0; j < width; j++) sum += weights[u * width + j] * rows[row * width + j];
      units[u] = Math.tanh(sum);
    }
    let best = -Infinity;
    for (let c = 0; c < classes; c++) {
      let sum = 0;
      for (let u = 0; u <= hidden; u++) sum += weights[outputsAt + c * (hidden + 1) + u] * units[u];
      scores[c] = sum;
      if (sum > best) best = sum;
    }
    let total = 0;
    for (let c = 0; c < classes; c++) total += Math.exp(scores[c] - best);
    const norm = best + Math.log(total);
    for (let c = 0; c < classes; c++) scores[c] -= norm;
  }

  private adam(scale: number, rate: number): void {
    const { weights, gradient, first, second } = this;
    this.steps++;
    const correction = (rate * Math.sqrt(1 - 0.999 ** this.steps)) / (1 - 0.9 ** this.steps);
    for (let i = 0; i < weights.length; i++) {
      const slope = gradient[i] * scale + decay * weights[i];
      first[i] = 0.9 * first[i] + 0.1 * slope;
      second[i] = 0.999 * second[i] + 0.001 * slope * slope;
      weights[i] -= (correction * first[i]) / (Math.sqrt(second[i]) + 1e-8);
    }
  }
}
