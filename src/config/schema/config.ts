import { namePattern } from './namePattern';
import * as z from 'zod';
import { estimatorNames, stateEstimators } from './estimatorNames';
import { measureNames } from './measureNames';
import { dataSchema } from './data';
import { layerSchema } from './layers';
import { studySchemas } from './studies/studies';

/** The quantities that a config may ask for; others come with them. */
export const askableQuantities = [
  'inputInformation',
  'historyInformation',
  'outputInformation',
  'layerInformation',
  'memory',
  'conditionalMemory',
  'predictiveInformation',
  'entropy',
  'rate',
  'relevance',
  'infomax',
] as const;

const networkName = z.string().regex(namePattern);

const network = z
  .strictObject({
    layers: z.array(layerSchema).min(1).max(64).describe('The layers, input side first.'),
    weights: z
      .string()
      .min(1)
      .optional()
      .describe(
        'Initial weights: the path of a file, relative to this config, as PyTorch or Keras saves it ' +
          '(.safetensors, .pt, .keras, .weights.h5, .npz); names, shapes and the order of gates are converted. Or an ' +
          ".npz with the arrays LAYER/kernel, LAYER/recurrentKernel and LAYER/bias in Keras's shapes. For recorded " +
          'states: the weights that they were made with, with `{epoch}` in the path where there are several epochs.',
      ),
  })
  .describe('A network to compare with the model.');

const model = network
  .extend({
    name: networkName
      .optional()
      .describe('Name of this network in charts and tables, next to those of `networks`. Default: "model".'),
  })
  .describe(
    'The network. For activations of a network trained elsewhere it may be omitted: with its weights it is run here.',
  );

const networks = z
  .record(networkName, network)
  .optional()
  .describe(
    'Further networks to compare with the model, with the same data, training and estimation: { "gru": { ' +
      '"layers": [...] }, ... }.',
  );

const training = z
  .strictObject({
    epochs: z
      .int()
      .min(0)
      .max(100_000)
      .default(30)
      .describe('Passes over the training sequences; 0 analyzes the network as it is.'),
    batchSize: z.int().min(1).max(1_000_000).default(64).describe('Sequences per gradient step.'),
    optimizer: z.enum(['adam', 'sgd', 'rmsprop']).default('adam').describe('Optimizer.'),
    learningRate: z.number().positive().default(0.003).describe('Step size of the optimizer.'),
    clipNorm: z
      .number()
      .positive()
      .optional()
      .describe('Maximum norm of the whole gradient; a larger gradient is scaled down to it.'),
    keepBest: z
      .boolean()
      .optional()
      .describe(
        'Whether the weights of the epoch with the least held-out loss are kept in the end, as if training had ' +
          'stopped there. The last snapshot and the networks of studies are then of that epoch. The epoch is chosen ' +
          'by the held-out sequences, so that figures on them come out a little too good.',
      ),
  })
  .describe('How the network is trained.');

const analysis = z
  .strictObject({
    estimator: z
      .enum(['ksg', ...estimatorNames])
      .transform((name) => (name === 'ksg' ? ('ksg1' as const) : name))
      .default('auto')
      .describe(
        'Estimator of mutual information. `auto` chooses one by the type of the variables and gives the reason.',
      ),
    alsoWith: z
      .array(z.enum(['ksg', ...stateEstimators]).transform((name) => (name === 'ksg' ? ('ksg1' as const) : name)))
      .min(1)
      .max(8)
      .optional()
      .describe(
        'Further estimators of I(X;H) and I(H;Y) at the last step of every snapshot, in addition to ' +
          '`estimator`. For example, "binning" next to declared noise shows which compression comes from the ' +
          'bins. Cases that an estimator does not support are left out.',
      ),
    sets: z
      .array(z.enum(['heldOut', 'training']))
      .min(1)
      .optional()
      .describe(
        'Sequences on which I(X;H) and I(H;Y) at the last step are estimated. Default: only the held-out ones. ' +
          'With "training" added, a chart shows the gap between the two next to the gap of the loss.',
      ),
    of: z
      .enum(['output', 'state'])
      .optional()
      .describe(
        'What the quantities are of. "output" (default): what each layer hands on, as the h of an LSTM. "state": ' +
          'all that each recurrent layer carries to its next step as well, as (h, c) of an LSTM or the matrices of ' +
          '`matrixState`, so that charts show what a layer keeps and does not show.',
      ),
    unit: z.enum(['bits', 'nats']).default('bits').describe('Unit of every number.'),
    samples: z
      .int()
      .min(8)
      .max(1_000_000)
      .default(1000)
      .describe('Number of held-out sequences used for the estimates.'),
    snapshots: z
      .int()
      .min(1)
      .max(1000)
      .default(10)
      .describe('Number of epochs to analyze, spaced logarithmically. The last epoch is always included.'),
    noise: z
      .strictObject({ variance: z.number().positive().default(0.01).describe('Variance of the read-out noise.') })
      .prefault({})
      .describe(
        'Gaussian noise that the analysis declares on states that have no noise of their own. Without it, ' +
          'I(X;H) of a deterministic network is infinite.',
      ),
    budget: z
      .number()
      .min(0)
      .max(86_400)
      .default(5)
      .describe(
        'Approximate seconds of work for sharpening the numbers of the last step after training. Densities of ' +
          'states are then averaged over far more input sequences than `samples`, drawn from a generated task. 0 ' +
          'turns it off. Where networks stand side by side, each gets an equal part. The work is counted in ' +
          'operations, so the same config always gives the same numbers.',
      ),
    positions: z
      .enum(['last', 'all'])
      .optional()
      .describe(
        'Steps at which memory over lag is estimated. "last" (default): the state of the last step. "all": at ' +
          'the last snapshot, the state of every step, for the map of memory over lag and position. With more ' +
          'than 28 steps, the map uses 28 of them, evenly spaced.',
      ),
    neighbors: z
      .int()
      .min(1)
      .max(1000)
      .default(3)
      .describe('Number of neighbours, k, of the nearest-neighbour estimators.'),
    bins: z.int().min(2).max(10_000).optional().describe('Number of bins per unit, for the binning estimator.'),
    bias: z
      .boolean()
      .optional()
      .describe(
        'Whether I(X;H) and I(H;Y) at the last step of the last snapshot are estimated on halves and on quarters of ' +
          'the sequences too. How an estimate changes with their number shows its bias.',
      ),
    measures: z
      .array(z.enum(measureNames))
      .min(1)
      .optional()
      .describe(
        'Measures beside information, of the state at the last step of the last snapshot, or of all gates. ' +
          '"capacity": memory capacity over lag and information processing capacity by degree, the variance of ' +
          'functions of the input that a linear read-out gives. "gates": the gates of recurrent cells at every step, ' +
          'their mean, spread and saturated shares, how many steps they keep the state, and what they tell about ' +
          'input and target. "units": for each unit its information about the target, what all others have without ' +
          'it, and the accuracy that is lost when it is held at its mean and the network run again. "probes": what a ' +
          'linear decoder and a perceptron read of past inputs, and what the answers of the ' +
          'network tell. "fisher": the Fisher memory curve of linear recurrences, what noise in every step leaves ' +
          'of each past input. "beliefs": the share of the variance of the belief state of a hidden Markov model ' +
          'that a linear map finds in the state. "stateSize": the effective state size of linear recurrences. ' +
          '"symbols": what the state tells about past inputs, symbol by symbol.',
      ),
    quantities: z
      .array(z.enum(askableQuantities))
      .min(1)
      .optional()
      .describe('Quantities to estimate. Default: all that apply to the network and the data.'),
  })
  .prefault({})
  .describe('Quantities to estimate, and settings of the estimation.');

/** The whole `*.rnn.json`. One schema is the source of types, checks, defaults and the published JSON Schema. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  seed: z
    .int()
    .min(0)
    .max(2_147_483_647)
    .default(1)
    .describe('Seed of everything random: data, weights, batches, estimates.'),
  data: dataSchema,
  model: model.optional(),
  networks,
  training: training.prefault({}),
  analysis,
  ...studySchemas,
});

/** The config as a person writes it. */
export type ConfigInput = z.input<typeof configSchema>;
/** The config with defaults filled in. */
type ParsedConfig = z.output<typeof configSchema>;
type Named<Network extends { layers: unknown }> = Omit<Network, 'layers'> & {
  layers: (z.output<typeof layerSchema> & { name: string })[];
};
export type NetworkConfig = Named<z.output<typeof network>>;
export type AnalysisConfig = Omit<ParsedConfig, 'model' | 'networks'> & {
  /** Has no layers if the states are recorded. */
  model: Named<z.output<typeof model>>;
  networks?: Record<string, NetworkConfig> | undefined;
};
