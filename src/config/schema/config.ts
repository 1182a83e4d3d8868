import { z } from 'zod';
import { estimatorNames, stateEstimators } from './estimatorNames';
import { dataSchema } from './data';
import { layerSchema } from './layers';
import { sweepSchema } from './sweep';

const networkName = z.string().regex(/^[A-Za-z][\w-]*$/, 'a letter, then letters, digits, _ or -');

const network = z.strictObject({
  layers: z.array(layerSchema).min(1).max(64).describe('The layers, input side first.'),
  weights: z.string().min(1).optional()
    .describe("Start from given weights: an .npz with arrays LAYER/kernel, LAYER/recurrentKernel and LAYER/bias in Keras's shapes, relative to this config."),
}).describe('A network to hold against the model.');

const model = network.extend({
  name: networkName.optional().describe('What charts and tables call this network beside the others of `networks`. Default: "model".'),
}).describe('The network. Left out where the data are activations of a network trained elsewhere.');

const networks = z.record(networkName, network).refine((all) => Object.keys(all).length <= 16, 'at most 16 networks stand beside the model').optional()
  .describe('Further networks on the same data, trained and estimated as the model is, to be held against it: { "gru": { "layers": [...] }, ... }.');

const training = z.strictObject({
  epochs: z.int().min(0).max(100_000).default(30).describe('Passes over the training sequences; 0 analyses the network as it is.'),
  batchSize: z.int().min(1).max(1_000_000).default(64).describe('Sequences a gradient step.'),
  optimizer: z.enum(['adam', 'sgd', 'rmsprop']).default('adam').describe('Optimizer.'),
  learningRate: z.number().positive().default(0.003).describe('Step size of the optimizer.'),
  clipNorm: z.number().positive().optional().describe('Largest norm of the whole gradient; longer ones are scaled down.'),
}).describe('How the network is trained.');

const analysis = z.strictObject({
  estimator: z.enum(['ksg', ...estimatorNames]).transform((name) => (name === 'ksg' ? 'ksg1' as const : name)).default('auto')
    .describe('Estimator of mutual information; `auto` chooses by what the variables are, and says why.'),
  alsoWith: z.array(z.enum(['ksg', ...stateEstimators]).transform((name) => (name === 'ksg' ? 'ksg1' as const : name))).min(1).max(8).optional()
    .describe('Further estimators of I(X;H) and I(H;Y) at the last step of every snapshot, beside the one above: "binning" next to declared noise shows which compression is the bins\'. What an estimator has no form for is left out.'),
  sets: z.array(z.enum(['heldOut', 'training'])).min(1).optional()
    .describe('Which sequences I(X;H) and I(H;Y) at the last step are estimated on. Default: the held-out ones alone. With "training" too, the gap between the two is drawn beside that of the loss.'),
  unit: z.enum(['bits', 'nats']).default('bits').describe('Unit of every number.'),
  samples: z.int().min(8).max(1_000_000).default(1000).describe('Held-out sequences that enter the estimates.'),
  snapshots: z.int().min(1).max(1000).default(10).describe('How many epochs are analysed, spread logarithmically, the last always among them.'),
  noise: z.strictObject({
    variance: z.number().positive().default(0.01).describe('Variance of the read-out noise.'),
  }).prefault({}).describe('Gaussian noise that the analysis declares on states which have none of their own: without it I(X;H) of a deterministic network is infinite.'),
  positions: z.enum(['last', 'all']).optional()
    .describe('Where memory over lag is estimated: of the "last" step\'s state (default), or, at the last snapshot, of every step\'s ("all"), which draws the map of memory over lag and position; beyond 28 steps the map takes 28, evenly spread.'),
  neighbors: z.int().min(1).max(1000).default(3).describe('k of the neighbour estimators.'),
  bins: z.int().min(2).max(10_000).optional().describe('Cells a unit of the binning estimator.'),
  quantities: z.array(z.enum(['inputInformation', 'historyInformation', 'outputInformation', 'layerInformation', 'memory', 'predictiveInformation', 'entropy', 'rate', 'relevance', 'infomax'])).min(1).optional()
    .describe('What to estimate. Default: all that the network and the data have.'),
}).prefault({}).describe('What is estimated and how.');

/** The whole `*.rnn.json`. One schema is the source of types, checks, defaults and the published JSON Schema. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  seed: z.int().min(0).max(2_147_483_647).default(1).describe('Seed of everything random: data, weights, batches, estimates.'),
  data: dataSchema,
  model: model.optional(),
  networks,
  training: training.prefault({}),
  analysis,
  sweep: sweepSchema.optional(),
});

/** The config as a person writes it. */
export type ConfigInput = z.input<typeof configSchema>;
/** The config with defaults filled in. */
type ParsedConfig = z.output<typeof configSchema>;
type Named<Network extends { layers: unknown }> = Omit<Network, 'layers'> & { layers: (z.output<typeof layerSchema> & { name: string })[] };
export type NetworkConfig = Named<z.output<typeof network>>;
export type AnalysisConfig = Omit<ParsedConfig, 'model' | 'networks'> & {
  /** No layers where the states are given. */
  model: Named<z.output<typeof model>>;
  networks?: Record<string, NetworkConfig> | undefined;
};
