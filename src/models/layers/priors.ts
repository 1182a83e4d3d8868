import * as tf from '@tensorflow/tfjs-core';
import type { LayerConfig } from '../../config/schema/layers';
import { uniformBetween, zeros } from '../network/initializers';
import type { WeightSpec } from '../network/parameters';

type PriorConfig = Pick<Extract<LayerConfig, { type: 'bottleneck' }>, 'prior' | 'components'>;

/** Sampled codes z [T,B,U], and the normal distributions that they were sampled from. */
export interface DrawnCode {
  readonly values: tf.Tensor3D;
  readonly means: tf.Tensor3D;
  readonly variances: tf.Tensor3D;
  readonly logVariances: tf.Tensor3D;
}

/** A mixture of diagonal Gaussians: weights [K] that sum to one, means and variances [K,U]. */
export interface GaussianMixture {
  readonly weights: tf.Tensor1D;
  readonly means: tf.Tensor2D;
  readonly variances: tf.Tensor2D;
}

/**
 * The prior m(z) of the variational bound I(X;Z) <= E KL(p(z|x) || m(z)) (Alemi et al. 2017, eq. 14), which holds for
 * any m.
 */
export interface Prior {
  readonly weights: readonly WeightSpec[];
  /**
   * Twice KL(p(z|x) || m(z)) in nats, per unit [T,B,U] or per code [T,B]; callers use only the sum. A mixture has no
   * closed form, so its value is estimated from the one sample, 2 (ln p(z|x) - ln m(z)).
   */
  twice(code: DrawnCode, weights: readonly tf.Tensor[]): tf.Tensor;
  /** m itself; absent for N(0, I). */
  mixture?(weights: readonly tf.Tensor[]): GaussianMixture;
}

const defaultComponents = 8;
/** The components start at different means, so that each can cover codes of its own. */
const spread = 1.5;

export function createPrior(
  name: string,
  units: number,
  { prior, components = defaultComponents }: PriorConfig,
): Prior {
  switch (prior) {
    case 'standard':
      return standardNormal;
    case 'marginal':
      return learnedNormal(name, units);
    case 'mixture':
      return learnedMixture(name, units, components);
  }
}

const standardNormal: Prior = {
  weights: [],
  twice: ({ means, variances, logVariances }) => tf.sub(tf.add(tf.square(means), variances), tf.add(logVariances, 1)),
};

function learnedNormal(name: string, units: number): Prior {
  return {
    weights: [
      { name: `${name}/priorMean`, shape: [units], initializer: zeros },
      { name: `${name}/priorLogVariance`, shape: [units], initializer: zeros },
    ],
    twice: ({ means, variances, logVariances }, [mean, logVariance]) => {
      const ratio = tf.div(tf.add(tf.square(tf.sub(means, mean)), variances), tf.exp(logVariance));
      return tf.add(tf.sub(ratio, tf.add(logVariances, 1)), logVariance);
    },
    mixture: ([mean, logVariance]) => ({
      weights: tf.tensor1d([1]),
      means: tf.reshape(mean, [1, units]),
      variances: tf.reshape(tf.exp(logVariance), [1, units]),
    }),
  };
}

function learnedMixture(name: string, units: number, components: number): Prior {
  return {
    weights: [
      { name: `${name}/priorLogits`, shape: [components], initializer: zeros },
      { name: `${name}/priorMean`, shape: [components, units], initializer: uniformBetween(-spread, spread) },
      { name: `${name}/priorLogVariance`, shape: [components, units], initializer: zeros },
    ],
    twice: ({ values, means, logVariances, variances }, [logits, centres, spreads]) => {
      const own = normalLog(tf.sum(tf.add(tf.div(tf.square(tf.sub(values, means)), variances), logVariances), 2));
      const [steps, batch] = values.shape;
      // [T,B,1,U] against [K,U].
      const gaps = tf.sub(tf.reshape(values, [steps, batch, 1, units]), centres);
      const each = normalLog(tf.sum(tf.add(tf.div(tf.square(gaps), tf.exp(spreads)), spreads), 3));
      return tf.mul(tf.sub(own, tf.logSumExp(tf.add(each, tf.logSoftmax(logits)), 2)), 2);
    },
    mixture: ([logits, centres, spreads]) => ({
      weights: tf.softmax(tf.reshape(logits, [components])),
      means: tf.reshape(centres, [components, units]),
      variances: tf.reshape(tf.exp(spreads), [components, units]),
    }),
  };
}

/** ln of a normal density from its squared distance plus ln det, up to a constant that cancels in differences. */
const normalLog = (sum: tf.Tensor): tf.Tensor => tf.mul(sum, -0.5);
