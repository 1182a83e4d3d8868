import * as tf from '@tensorflow/tfjs-core';
import { breathe, throwIfCancelled } from '../base/cancellation';
import type { Random } from '../base/random';
import type { AnalysisConfig } from '../config/schema/config';
import type { Dataset, SequenceSet } from '../data/dataset';
import { batchOf, type Batch } from './batches';
import type { Pass } from './layers/layer';
import type { EpochRecord, TrainingListener } from './model';
import { passOf, type Network } from './network';
import { emptyTally, lossOf, score, type Objective, type Tally } from './objective';
import { clipNorm, createOptimizer } from './optimizers';
import type { Parameters } from './parameters';
import { withGradient } from './withGradient';

/** Longest time without looking whether the work was cancelled. */
const breathMs = 25;

/** Trains a network's parameters on the sequences of a dataset. */
export class Trainer {
  private lastBreath = performance.now();
  private readonly gradient: Float32Array;

  constructor(
    private readonly network: Network, private readonly parameters: Parameters, private readonly objective: Objective,
    private readonly dataset: Dataset, private readonly random: Random,
  ) {
    this.gradient = new Float32Array(parameters.values.length);
  }

  async run(training: AnalysisConfig['training'], snapshotEpochs: readonly number[], listener: TrainingListener, signal?: AbortSignal): Promise<void> {
    const { inputs } = this.dataset.training;
    const optimizer = createOptimizer(training.optimizer, training.learningRate, this.parameters.values.length);
    const shuffler = this.random.fork('shuffle');
    const pass = passOf('train', this.random.fork('train'));
    const stepsAnEpoch = Math.ceil(inputs.samples / training.batchSize);
    const total = training.epochs * stepsAnEpoch;
    await listener.onSnapshot?.(0);
    for (let epoch = 1; epoch <= training.epochs; epoch++) {
      const rows = shuffler.permutation(inputs.samples);
      const tally = emptyTally();
      for (let step = 0; step < stepsAnEpoch; step++) {
        const start = step * training.batchSize;
        this.differentiate(batchOf(this.dataset.training, rows, start, Math.min(start + training.batchSize, rows.length)), pass, tally);
        if (training.clipNorm !== undefined) clipNorm(this.gradient, training.clipNorm);
        optimizer.step(this.parameters.values, this.gradient);
        listener.onStep?.((epoch - 1) * stepsAnEpoch + step + 1, total);
        await this.breathe(signal);
      }
      listener.onEpoch?.(this.record(epoch, tally, await this.evaluate(this.dataset.heldOut, signal)));
      if (snapshotEpochs.includes(epoch)) await listener.onSnapshot?.(epoch);
      throwIfCancelled(signal);
    }
  }

  /** Fills the gradient of a batch's loss in all parameters, and adds the batch to `tally`. */
  private differentiate(batch: Batch, pass: Pass, tally: Tally): void {
    tf.tidy(() => {
      const tensors = this.parameters.tensors();
      const { grads } = tf.valueAndGrads((...weights) => this.loss(batch, weights, pass, tally))(tensors);
      for (const [i, gradient] of grads.entries()) this.parameters.view(this.gradient, i).set(gradient.dataSync());
    });
  }

  /**
   * The loss of a batch as one operation, its gradient computed along with it. KL terms are summed like the targets' losses and divided by
   * the same number, so that beta weighs sums over a sequence, whatever share of its steps has a target.
   */
  private loss(batch: Batch, weights: readonly tf.Tensor[], pass: Pass, tally: Tally): tf.Scalar {
    const { targets } = batch;
    if (!targets) throw new Error('Nothing to train for.');
    const { outputs, penalty } = this.network.predict(batch, weights, pass);
    const before = tally.count;
    const data = withGradient<tf.Scalar>([outputs], () => {
      const values = outputs.dataSync<'float32'>();
      const gradient = new Float32Array(values.length);
      const own = emptyTally();
      score(this.objective, values, targets, own, gradient);
      tally.count += own.count;
      tally.total += own.total;
      tally.correct += own.correct;
      return { value: tf.scalar(own.count ? lossOf(this.objective, own, targets.features) : 0), gradients: () => [tf.tensor3d(gradient, outputs.shape)] };
    });
    if (!penalty) return data;
    tally.penalty += penalty.dataSync()[0];
    const positions = (tally.count - before) / (this.objective === 'classes' ? 1 : targets.features);
    return tf.add(data, tf.mul(penalty, 1 / Math.max(1, positions)));
  }

  private async evaluate(set: SequenceSet, signal?: AbortSignal): Promise<Tally> {
    const { samples, length } = set.inputs;
    const rows = Int32Array.from({ length: samples }, (_, i) => i);
    // The same draws every epoch, so that what changes is the network.
    const pass = passOf('evaluate', this.random.fork('validate'));
    const tally = emptyTally();
    const chunk = chunkOf(this.network, length);
    for (let start = 0; start < samples; start += chunk) {
      const batch = batchOf(set, rows, start, Math.min(start + chunk, samples));
      tf.tidy(() => {
        const { outputs, penalty } = this.network.predict(batch, this.parameters.tensors(), pass);
        if (batch.targets) score(this.objective, outputs.dataSync<'float32'>(), batch.targets, tally);
        if (penalty) tally.penalty += penalty.dataSync()[0];
      });
      await this.breathe(signal);
    }
    return tally;
  }

  private record(epoch: number, training: Tally, validation: Tally): EpochRecord {
    const features = this.dataset.training.targets?.features ?? 1;
    const loss = lossOf(this.objective, training, features);
    const validationLoss = lossOf(this.objective, validation, features);
    return this.objective === 'classes'
      ? { epoch, loss, validationLoss, accuracy: training.correct / training.count, validationAccuracy: validation.correct / validation.count }
      : { epoch, loss, validationLoss };
  }

  private async breathe(signal?: AbortSignal): Promise<void> {
    if (performance.now() - this.lastBreath < breathMs) return;
    await breathe(signal);
    this.lastBreath = performance.now();
  }
}

/** Sequences that go through the network at a time where nothing is learned: some four million numbers a layer. */
export function chunkOf(network: Network, steps: number): number {
  const widest = Math.max(...network.layers.map((layer) => layer.units * (layer.recurrent ? 4 : 1)));
  return Math.max(1, Math.min(4096, Math.floor(2 ** 22 / (steps * widest))));
}
