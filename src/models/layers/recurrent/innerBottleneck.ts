import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../../base/random';
import { innerBottleneck } from '../../../config/layers/layerTraits';
import type { RecurrentLayerConfig } from '../../../config/schema/recurrentCells';
import { plainProduct } from '../../kernels/typescript/stepped/products';
import { constant, glorotUniform } from '../../network/initializers';
import type { WeightSpec } from '../../network/parameters';
import type { RecurrentKernel } from '../../kernels/recurrentKernel';
import { normals } from '../draw';
import type { Pass } from '../layer';
import { cellFor } from './cells/table';
import { createPrior, type GaussianMixture } from '../priors';
import { warmupShare } from '../rateWeight';
import { drawnStates, type DrawnStates } from './stepped';

/**
 * Initial logit of the variance, which is then about .02: small, because each sample feeds the next and the noise adds
 * up.
 */
const initialLogit = -4;

/** Weights of a recurrent layer's bottleneck and its prior, which follow the weights of its cell. */
export function bottleneckWeights(prefix: string, config: RecurrentLayerConfig): WeightSpec[] {
  const { units } = config;
  const bottleneck = innerBottleneck(config);
  if (!bottleneck) return [];
  return [
    { name: `${prefix}/bottleneck/variance/kernel`, shape: [units, units], initializer: glorotUniform },
    { name: `${prefix}/bottleneck/variance/bias`, shape: [units], initializer: constant(initialLogit) },
    ...createPrior(`${prefix}/bottleneck`, units, bottleneck).weights,
  ];
}

/**
 * A cell with a bottleneck inside its recurrence. At every step the state is sampled from N(proposed, diag(v)), v =
 * s(proposed V + c); the recurrence and the next layer read the sample. For an LSTM the sample replaces h; its cell c
 * is unchanged.
 *
 * With KL_t = E KL(p(h_t | h_{t-1}, x_t) || prior), the chain rule gives I(X_{1:T};H_{1:T}) = sum over t of
 * I(X_{1:t};H_t | H_{1:t-1}). Each term is at most KL_t, for any marginal (as in Alemi et al. 2017, eq. 14), so the sum
 * is at most the sum of the KL_t. Each KL_t also bounds I(X_{1:t},H_{1:t-1};H_t), which is all the information in the
 * one state h_t about the input so far and about earlier states.
 *
 * @param tensors in the order of `cellWeights`
 */
export function runDrawn(
  config: RecurrentLayerConfig,
  { product = plainProduct }: RecurrentKernel,
  x: tf.Tensor3D,
  tensors: readonly tf.Tensor[],
  random: () => Random,
): DrawnStates {
  const [steps, batch] = x.shape;
  const {
    cell,
    head: [kernel, bias],
  } = partsOf(config, tensors);
  const { plan } = cellFor(config);
  if (!plan) throw new Error(`Nothing can be drawn inside the recurrence of ${config.type}.`);
  return drawnStates(plan(x, cell), product, kernel, bias, normals([steps, batch, config.units], 1, random()));
}

/**
 * The loss term of the sampled states: KL(p(h_t | h_{t-1}, x_t) || prior) over beta, summed over units, steps and
 * sequences.
 */
export function ratePenalty(
  config: RecurrentLayerConfig,
  { states, means, logVariances }: DrawnStates,
  tensors: readonly tf.Tensor[],
  pass: Pass,
): tf.Scalar {
  const bottleneck = innerBottleneck(config);
  if (!bottleneck) throw new Error('There is no rate without a bottleneck.');
  const twice = createPrior('', config.units, bottleneck).twice(
    { values: states, means, logVariances, variances: tf.exp(logVariances) },
    partsOf(config, tensors).prior,
  );
  return tf.mul(tf.sum(twice), warmupShare(bottleneck.warmup, pass.progress) / (2 * bottleneck.beta));
}

/** The current learned prior; absent for N(0, I). */
export function priorOf(config: RecurrentLayerConfig, tensors: readonly tf.Tensor[]): GaussianMixture | undefined {
  const bottleneck = innerBottleneck(config);
  return bottleneck && createPrior('', config.units, bottleneck).mixture?.(partsOf(config, tensors).prior);
}

/**
 * Splits the weights of a layer with a bottleneck inside: those of its cell, of the map to its variances, of its prior.
 */
function partsOf(
  config: RecurrentLayerConfig,
  tensors: readonly tf.Tensor[],
): Record<'cell' | 'head' | 'prior', readonly tf.Tensor[]> {
  const head = tensors.length - bottleneckWeights('', config).length;
  return { cell: tensors.slice(0, head), head: tensors.slice(head, head + 2), prior: tensors.slice(head + 2) };
}
