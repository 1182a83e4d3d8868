import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../base/random';
import type { Batch } from './batches';
import type { GradientEngine } from './gradientEngine';
import type { Pass } from '../layers/layer';
import type { TrainingProgress } from '../layers/rateWeight';
import { passOf, type Network } from '../network/network';
import { addTo, emptyTally, type HeadLoss, headLoss, positionsOf, score, type Tally } from './objective';
import type { Parameters } from '../network/parameters';
import { worthThreads } from '../kernels/wasm/cellRun';
import { withGradient } from '../kernels/withGradient';

/** Any network, by TensorFlow's automatic differentiation. */
export class TensorEngine implements GradientEngine {
  private readonly training: Pass;

  /** @param losses one per head of the network, in their order */
  constructor(
    private readonly network: Network,
    private readonly losses: readonly HeadLoss[],
    private readonly random: Random,
  ) {
    this.training = passOf('train', random.fork('train'));
  }

  differentiate(
    batch: Batch,
    parameters: Parameters,
    gradient: Float32Array,
    tally: Tally,
    progress: TrainingProgress,
  ): void {
    tf.tidy(() => {
      const all = parameters.tensors();
      const { trained } = parameters;
      const { grads } = tf.valueAndGrads((...weights) => {
        let used = 0;
        const given = all.map((tensor, i) => (trained[i] ? weights[used++] : tensor));
        return this.loss(batch, given, tally, { ...this.training, progress });
      })(all.filter((_, i) => trained[i]));
      let used = 0;
      for (const [i, one] of trained.entries()) if (one) parameters.view(gradient, i).set(grads[used++].dataSync());
    });
  }

  threads(rows: number, steps: number, { values }: Parameters): number {
    return rows * steps * values.length < worthThreads ? 1 : Infinity;
  }

  evaluation(): (batch: Batch, parameters: Parameters, tally: Tally) => void {
    const pass = passOf('evaluate', this.random.fork('validate'));
    return (batch, parameters, tally) => {
      tf.tidy(() => {
        const { outputs, penalty } = this.network.predict(batch, parameters.tensors(), pass);
        for (const [i, loss] of this.losses.entries())
          score(loss, outputs[i].dataSync<'float32'>(), batch.targets[i], tally.heads[i]);
        if (penalty) tally.penalty += penalty.dataSync()[0];
        tally.steps += batch.size * batch.steps;
      });
    };
  }

  chunk(steps: number): number {
    return chunkOf(this.network, steps);
  }

  release(): void {
    // Tensors are freed after each step.
  }

  /**
   * The loss of a batch. Each head's loss is one operation with an explicit gradient. KL terms are summed like the
   * targets' losses and divided by the number of steps that have a target, so that beta weighs sums over a sequence,
   * whatever share of its steps has a target.
   */
  private loss(batch: Batch, weights: readonly tf.Tensor[], tally: Tally, pass: Pass): tf.Scalar {
    const { outputs, penalty } = this.network.predict(batch, weights, pass);
    const own = emptyTally(this.losses.length);
    const parts = this.losses.map((loss, i) =>
      withGradient<tf.Scalar>([outputs[i]], () => {
        const values = outputs[i].dataSync<'float32'>();
        const gradient = new Float32Array(values.length);
        score(loss, values, batch.targets[i], own.heads[i], gradient);
        const value = own.heads[i].count ? loss.weight * headLoss(loss, own.heads[i]) : 0;
        return { value: tf.scalar(value), gradients: () => [tf.tensor3d(gradient, outputs[i].shape)] };
      }),
    );
    for (const [i, head] of own.heads.entries()) addTo(tally.heads[i], head);
    tally.steps += batch.size * batch.steps;
    const data = parts.length === 0 ? tf.scalar(0) : parts.reduce((sum, part) => tf.add<tf.Scalar>(sum, part));
    if (!penalty) return data;
    tally.penalty += penalty.dataSync()[0];
    const positions =
      this.losses.length === 0
        ? batch.size * batch.steps
        : Math.max(...this.losses.map((loss, i) => positionsOf(loss, own.heads[i])));
    return tf.add(data, tf.mul(penalty, 1 / Math.max(1, positions)));
  }
}

/** Number of sequences per pass outside training: about four million numbers per layer. */
export function chunkOf(network: Network, steps: number): number {
  const widest = Math.max(
    ...network.layers.map((layer) => layer.workingSize?.(steps) ?? layer.units * (layer.recurrent ? 4 : 1)),
  );
  return Math.max(1, Math.min(4096, Math.floor(2 ** 22 / (steps * widest))));
}
