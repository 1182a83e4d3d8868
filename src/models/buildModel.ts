import { Random } from '../base/random';
import { InputError } from '../base/userError';
import type { AnalysisConfig } from '../config/schema/config';
import type { Dataset } from '../data/dataset';
import type { Model } from './model';
import { Network } from './network';
import type { Objective } from './objective';
import { Parameters } from './parameters';
import { planNetwork, type NetworkPlan } from './plan';
import type { RecurrentKernel } from './recurrentKernel';
import { kernelNameFor, trainsWholeSteps } from './fusedTraining';
import { showActivations } from './showActivations';
import { stackOf } from './stack';
import { TensorEngine } from './tensorEngine';
import { Trainer } from './trainer';

/** More weights than this do not train on a laptop, and are a slip in a config far more often than a wish. */
const mostParameters = 100_000_000;

/**
 * Builds the network of a config for the shapes of a dataset, its weights drawn from the config's seed.
 *
 * @throws InputError with the layer's place in the config where the network does not fit the data
 */
export function buildModel(config: Pick<AnalysisConfig, 'model' | 'training' | 'seed'>, dataset: Dataset, kernel: RecurrentKernel): Model {
  const { inputs, targets } = dataset.training;
  const { layers } = config.model;
  const plan = planNetwork(layers, inputs, targets, config.training.epochs > 0);
  const network = new Network(layers, inputs, plan, kernel);
  const specs = network.layers.flatMap((layer) => layer.weights);
  const parametersOf = (weights: typeof specs): number => weights.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
  const size = parametersOf(specs);
  if (size > mostParameters) {
    throw new InputError(`The network has ${size} weights, more than the ${mostParameters} that can be trained here: use fewer units.`, undefined, undefined, ['model', 'layers']);
  }
  const random = new Random(config.seed);
  const parameters = new Parameters(specs, random.fork('weights'));
  return {
    layers: network.layers.map((layer) => ({
      name: layer.name, type: layer.type, units: layer.units, recurrent: layer.recurrent, parameters: parametersOf([...layer.weights]),
    })),
    recurrentKernel: kernelNameFor(layers, kernel),
    train: async (data, training, snapshotEpochs, listener, signal) => {
      if (!plan.head || !data.training.targets) {
        await listener.onSnapshot?.(0);
        return;
      }
      const objective = objectiveOf(plan, config);
      const draws = random.fork('training');
      const stack = trainsWholeSteps(layers, kernel) ? stackOf(layers, network.layers, plan, inputs.features) : undefined;
      const engine = (stack && kernel.engineFor?.(stack, objective)) ?? new TensorEngine(network, objective, draws);
      try {
        await new Trainer(engine, parameters, objective, data, draws).run(training, snapshotEpochs, listener, signal);
      } finally {
        engine.release();
      }
    },
    activations: async (set, samples, seed, signal) => await showActivations(network, parameters, set, samples, new Random(seed).fork('activations'), signal),
    weights: () => parameters.named(),
    setWeights: (weights) => { parameters.assign(weights); },
    // Weights live in typed arrays, and tensors for a step at a time.
    dispose: () => undefined,
  };
}

function objectiveOf(plan: NetworkPlan, config: Pick<AnalysisConfig, 'model'>): Objective {
  if (plan.head?.kind === 'classes') return 'classes';
  return config.model.layers.some((layer) => layer.type === 'bottleneck') ? 'gaussian' : 'values';
}
