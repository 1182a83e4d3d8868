import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../base/random';
import type { Batch } from './batches';
import type { GradientEngine } from './gradientEngine';
import type { Pass } from './layers/layer';
import { passOf, type Network } from './network';
import { emptyTally, lossOf, score, type Objective, type Tally } from './objective';
import type { Parameters } from './parameters';
import { withGradient } from './withGradient';

/** Any network, through TensorFlow's differentiation. */
export class TensorEngine implements GradientEngine {
  private readonly training: Pass;

  constructor(private readonly network: Network, private readonly objective: Objective, private readonly random: Random) {
    this.training = passOf('train', random.fork('train'));
  }

  differentiate(batch: Batch, parameters: Parameters, gradient: Float32Array, tally: Tally): void {
    tf.tidy(() => {
      const { grads } = tf.valueAndGrads((...weights) => this.loss(batch, weights, tally))(parameters.tensors());
      for (const [i, one] of grads.entries()) parameters.view(gradient, i).set(one.dataSync());
    });
  }

  evaluation(): (batch: Batch, parameters: Parameters, tally: Tally) => void {
    const pass = passOf('evaluate', this.random.fork('validate'));
    return (batch, parameters, tally) => {
      tf.tidy(() => {
        const { outputs, penalty } = this.network.predict(batch, parameters.tensors(), pass);
        if (batch.targets) score(this.objective, outputs.dataSync<'float32'>(), batch.targets, tally);
        if (penalty) tally.penalty += penalty.dataSync()[0];
      });
    };
  }

  chunk(steps: number): number {
    return chunkOf(this.network, steps);
  }

  release(): void {
    // Tensors live for a step at a time.
  }

  /**
   * The loss of a batch as one operation, its gradient computed along with it. KL terms are summed like the targets' losses and divided by
   * the same number, so that beta weighs sums over a sequence, whatever share of its steps has a target.
   */
  private loss(batch: Batch, weights: readonly tf.Tensor[], tally: Tally): tf.Scalar {
    const { targets } = batch;
    if (!targets) throw new Error('Nothing to train for.');
    const { outputs, penalty } = this.network.predict(batch, weights, this.training);
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
}

/** Sequences that go through the network at a time where nothing is learned: some four million numbers a layer. */
export function chunkOf(network: Network, steps: number): number {
  const widest = Math.max(...network.layers.map((layer) => layer.units * (layer.recurrent ? 4 : 1)));
  return Math.max(1, Math.min(4096, Math.floor(2 ** 22 / (steps * widest))));
}
