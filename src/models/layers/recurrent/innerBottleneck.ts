import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../../base/random';
import type { RecurrentLayerConfig } from '../../../config/schema/layers';
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

/** The variance's logit at first, about .02: each draw feeds the next, so that their noise adds up over time. */
const initialLogit = -4;

/** The head of a recurrent layer's own bottleneck and its prior, after the weights of its cell. */
export function bottleneckWeights(prefix: string, { units, bottleneck }: RecurrentLayerConfig): WeightSpec[] {
  if (!bottleneck) return [];
  return [
    { name: `${prefix}/bottleneck/variance/kernel`, shape: [units, units], initializer: glorotUniform },
    { name: `${prefix}/bottleneck/variance/bias`, shape: [units], initializer: constant(initialLogit) },
    ...createPrior(`${prefix}/bottleneck`, units, bottleneck).weights,
  ];
}

/**
 * A cell with a bottleneck inside its recurrence: at every step the state is drawn from N(proposed, diag(v)), v =
 * s(proposed V + c), and the draw goes on in the recurrence and to the next layer; an LSTM's draw replaces h, its cell
 * c stays.
 *
 * With KL_t = E KL(p(h_t | h_{t-1}, x_t) || prior), the chain rule gives I(X_{1:T};H_{1:T}) = sum over t of
 * I(X_{1:t};H_t | H_{1:t-1}), and each term is at most KL_t, whatever the marginal is (as in Alemi et al. 2017, eq.
 * 14): so is the sum at most the sum of the KL_t. Each KL_t bounds I(X_{1:t},H_{1:t-1};H_t), and with it all that the
 * one state h_t holds about the input so far and about the state before.
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
  return drawnStates(
    cellFor(config).plan(x, cell),
    product,
    kernel,
    bias,
    normals([steps, batch, config.units], 1, random()),
  );
}

/**
 * What is added to the loss for the states that were drawn: KL(p(h_t | h_{t-1}, x_t) || prior) over beta, summed over
 * units, steps and sequences.
 */
export function ratePenalty(
  config: RecurrentLayerConfig,
  { states, means, logVariances }: DrawnStates,
  tensors: readonly tf.Tensor[],
  pass: Pass,
): tf.Scalar {
  const { bottleneck } = config;
  if (!bottleneck) throw new Error('There is no rate without a bottleneck.');
  const twice = createPrior('', config.units, bottleneck).twice(
    { values: states, means, logVariances, variances: tf.exp(logVariances) },
    partsOf(config, tensors).prior,
  );
  return tf.mul(tf.sum(twice), warmupShare(bottleneck.warmup, pass.progress) / (2 * bottleneck.beta));
}

/** A learned prior as it is now; absent for N(0, I). */
export function priorOf(config: RecurrentLayerConfig, tensors: readonly tf.Tensor[]): GaussianMixture | undefined {
  return (
    config.bottleneck && createPrior('', config.units, config.bottleneck).mixture?.(partsOf(config, tensors).prior)
  );
}

/** The weights of a layer with a bottleneck inside: of its cell, of the head of its variances, of its prior. */
function partsOf(
  config: RecurrentLayerConfig,
  tensors: readonly tf.Tensor[],
): Record<'cell' | 'head' | 'prior', readonly tf.Tensor[]> {
  const head = tensors.length - bottleneckWeights('', config).length;
  return { cell: tensors.slice(0, head), head: tensors.slice(head, head + 2), prior: tensors.slice(head + 2) };
}
