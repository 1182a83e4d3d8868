import * as tf from '@tensorflow/tfjs-core';
import { sentence } from '../base/sentence';
import { Random } from '../base/random';
import { InputError } from '../base/userError';
import { hasRate, learnsAlone } from '../config/layers/layerTraits';
import type { AnalysisConfig } from '../config/schema/config';
import type { Dataset, SequenceSet } from '../data/dataset';
import { headTargets } from '../data/headTargets';
import { atOwnEnd } from '../data/realSteps';
import type { TrainingSet } from './training/batches';
import type { Model } from './model';
import { Network, passOf } from './network/network';
import type { Objective } from './training/objective';
import { outputsOf } from './network/outputs';
import { Parameters } from './network/parameters';
import { type Head, planNetwork } from './network/plan';
import type { RecurrentKernel } from './kernels/recurrentKernel';
import { trainsWholeSteps } from './training/fusedTraining';
import { lastStates } from './network/lastStates';
import { pullBack } from './network/pullBack';
import { pullBackOutputs } from './network/pullBackOutputs';
import { showActivations } from './network/showActivations';
import { showGates } from './network/showGates';
import { stackOf } from './network/stack';
import { TensorEngine } from './training/tensorEngine';
import { solveReadouts } from './training/ridgeReadouts';
import { type TrainedHead, Trainer } from './training/trainer';

/** A larger network does not train on a laptop; such a size is nearly always a mistake in the config. */
const mostParameters = 100_000_000;

/**
 * Builds the network of a config for the shapes of a dataset, with initial weights drawn from the config's seed.
 *
 * @throws InputError with the layer's place in the config if the network does not fit the data
 */
export function buildModel(
  config: Pick<AnalysisConfig, 'model' | 'training' | 'seed'>,
  dataset: Dataset,
  kernel: RecurrentKernel,
): Model {
  const { inputs } = dataset.training;
  const { layers } = config.model;
  const plan = planNetwork(layers, dataset.training, config.training.epochs > 0);
  const network = new Network(layers, inputs, plan, kernel);
  const specs = network.layers.flatMap((layer) => layer.weights);
  const parametersOf = (weights: typeof specs): number =>
    weights.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
  const size = parametersOf(specs);
  if (size > mostParameters) {
    throw new InputError(
      sentence(
        'The network has {0} weights, but at most {1} can be trained here. Use fewer units.',
        size,
        mostParameters,
      ),
      undefined,
      undefined,
      ['model', 'layers'],
    );
  }
  const random = new Random(config.seed);
  const parameters = new Parameters(specs, random.fork('weights'));
  const headOf = (target: string): number => {
    const head = plan.heads.findIndex((one) => one.target === target);
    if (head < 0) throw new Error(`No head predicts "${target}".`);
    return head;
  };
  return {
    layers: network.layers.map((layer) => ({
      name: layer.name,
      type: layer.type,
      units: layer.units,
      recurrent: layer.recurrent,
      parameters: parametersOf([...layer.weights]),
      ...(layer.stateSize !== undefined && { stateSize: layer.stateSize }),
    })),
    train: async (data, training, snapshotEpochs, listener, signal) => {
      if (plan.heads.length === 0 && !layers.some(learnsAlone)) {
        await listener.onSnapshot?.(0);
        return;
      }
      const heads = plan.heads.map((head): TrainedHead => ({ ...head, objective: objectiveOf(head, config) }));
      const draws = random.fork('training');
      const stack = trainsWholeSteps(layers, kernel, training.batchSize)
        ? stackOf(layers, network.layers, plan, inputs.features)
        : undefined;
      // A stack of a padded batch has outputs at every step; those at the ends of the sequences have the targets.
      const atOwnEnds = stack !== undefined && plan.padded;
      const trained = (set: SequenceSet): TrainingSet => {
        const own = withTargets(set, heads);
        return atOwnEnds ? { ...own, targets: own.targets.map((targets) => atOwnEnd(targets, set.inputs)) } : own;
      };
      const engine = (stack && kernel.engineFor?.(stack, heads[0])) ?? new TensorEngine(network, heads, draws);
      try {
        const batch = Math.min(training.batchSize, data.training.inputs.samples);
        listener.onThreads?.(engine.threads(batch, inputs.length, parameters));
        await new Trainer(
          engine,
          parameters,
          heads,
          { training: trained(data.training), heldOut: trained(data.heldOut) },
          draws,
          (stop) =>
            solveReadouts(layers, network, plan.heads, parameters, trained(data.training), draws.fork('ridge'), stop),
        ).run(training, snapshotEpochs, listener, signal);
      } finally {
        engine.release();
      }
    },
    activations: async (set, samples, seed, signal, views, of) =>
      await showActivations(network, parameters, set, samples, new Random(seed).fork('activations'), signal, views, of),
    lastStates: async (sequences, seed, signal, noise, of) =>
      await lastStates(network, parameters, sequences, new Random(seed).fork('last states'), signal, noise, of),
    gates: async (sequences, seed, visit, signal) => {
      await showGates(network, parameters, sequences, new Random(seed).fork('gates'), visit, signal);
    },
    outputs: async (sequences, target, seed, sample, signal) => {
      const head = headOf(target);
      const draws = new Random(seed).fork('outputs');
      return outputsOf(network, parameters, sequences, head, sample ? 'sample' : 'evaluate', draws, signal);
    },
    logitsOf: async (way, states, samples) => {
      const logits = tf.tidy(() => {
        const x = tf.tensor3d(states, [1, samples, states.length / samples]);
        return network.logitsAlong(way, x, parameters.tensors(), passOf('show', new Random(config.seed)));
      });
      const values = await logits.data<'float32'>();
      logits.dispose();
      return values;
    },
    pullBack: async (layer, sequences, cotangents, signal, noise) =>
      await pullBack(network, parameters, layer, sequences, cotangents, new Random(config.seed), signal, noise),
    pullBackOutputs: async (sequences, target, cotangents, seed, signal) => {
      const draws = new Random(seed).fork('outputs');
      return pullBackOutputs(network, parameters, sequences, headOf(target), cotangents, draws, signal);
    },
    weights: () => parameters.named(),
    setWeights: (weights) => {
      parameters.assign(weights);
    },
  };
}

function withTargets(set: SequenceSet, heads: readonly TrainedHead[]): TrainingSet {
  return {
    inputs: set.inputs,
    targets: heads.map(({ name, target }) => {
      const targets = headTargets(set, target);
      if (!targets) throw new Error(`The data have no "${target}" for "${name}"; the plan lets no such head through.`);
      return targets;
    }),
  };
}

function objectiveOf(head: Head, config: Pick<AnalysisConfig, 'model'>): Objective {
  if (head.kind === 'classes') return 'classes';
  if (head.learnsVariance) return 'density';
  return config.model.layers.some(hasRate) ? 'gaussian' : 'values';
}
