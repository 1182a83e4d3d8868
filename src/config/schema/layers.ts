import { z } from 'zod';

const name = z.string().regex(/^[A-Za-z][\w-]*$/, 'a letter, then letters, digits, _ or -').optional()
  .describe('How charts, CodeLens and the result call the layer. Default: the type and a number.');
const units = z.int().min(1).max(16_384).describe('Number of units.');

const noise = z.strictObject({
  variance: z.number().positive().describe('Variance of the Gaussian noise on every unit.'),
  placement: z.enum(['recurrent', 'readout']).default('readout')
    .describe('`recurrent`: the noise enters the recurrence and is remembered; `readout`: it is added to what the next layer and the analysis see.'),
}).describe('Declared Gaussian noise on the state; it makes I(X;H) finite and is part of the quantity.');

const skip = z.array(z.string().min(1)).min(1).optional()
  .describe('Names of earlier layers (or "X", the input) whose outputs this layer reads too, side by side with that of the layer before it.');

const input = z.string().min(1).optional()
  .describe('The earlier layer (or "X", the input) that this layer reads, instead of the one before it: so networks branch.');

const residual = z.boolean().optional()
  .describe('Adds what the layer reads to what it hands on (He et al. 2016); both must be equally wide.');

const code = {
  prior: z.enum(['standard', 'marginal', 'mixture']).default('standard')
    .describe('What codes are held against to count their rate: the standard normal, a learned diagonal Gaussian, or a learned mixture of them, which clustered codes need.'),
  components: z.int().min(2).max(256).optional().describe('Gaussians of a mixture prior. Default: 8.'),
  warmup: z.strictObject({
    epochs: z.int().min(1).max(100_000).describe('Epochs in which the weight of the rate rises from 0 to 1/beta, or of one cycle.'),
    shape: z.enum(['linear', 'cyclic']).default('linear')
      .describe('`linear`: once, then it stays; `cyclic`: over and over, rising in the first half of a cycle and staying in the second (Fu et al. 2019).'),
  }).optional().describe('Lets the code be found before it has to be paid for. Validation always counts the whole rate.'),
};

const innerBottleneck = z.strictObject({
  beta: z.number().positive().default(100)
    .describe('Weight of relevance in L = I(X;H) - beta I(H;Y): larger keeps more. Training minimises cross-entropy + (1/beta) KL of every step.'),
  ...code,
}).describe('A bottleneck inside the recurrence: every new state is drawn from a Gaussian about what the cell proposes, with a variance that the network learns, and the draw is what goes on. The draw of an LSTM replaces h; its cell c stays as it is.');

const recurrent = {
  name, units, input, skip, residual,
  returnSequences: z.boolean().optional()
    .describe('Hand every step to the next layer, or the last one alone. Default: every step, but for the last recurrent layer before a target at the end.'),
  noise: noise.optional(),
  bottleneck: innerBottleneck.optional(),
};

const simpleRNN = z.strictObject({
  type: z.literal('simpleRNN').describe('Fully connected recurrent layer (Elman 1990).'), ...recurrent,
  activation: z.enum(['tanh', 'relu', 'linear']).default('tanh').describe('Activation of the state.'),
});
const lstm = z.strictObject({
  type: z.literal('lstm').describe('Long short-term memory (Hochreiter and Schmidhuber 1997).'), ...recurrent,
  peepholes: z.boolean().optional().describe('The gates see the cell: input and forget gate its last value, the output gate its new one (Gers and Schmidhuber 2000).'),
  layerNormalization: z.boolean().optional()
    .describe("Normalises the gates' sums over the input, those over the state, and the cell where it is read, each over its units (Ba, Kiros and Hinton 2016)."),
});
const gru = z.strictObject({ type: z.literal('gru').describe('Gated recurrent unit (Cho et al. 2014), reset gate before the product.'), ...recurrent });

const minGRU = z.strictObject({
  type: z.literal('minGRU').describe('Gated unit whose gate sees the input alone, and so a linear recurrence (Feng et al. 2024).'), ...recurrent,
});
const indRNN = z.strictObject({
  type: z.literal('indRNN').describe('Independently recurrent layer: every unit feeds back to itself alone (Li et al. 2018).'), ...recurrent,
  activation: z.enum(['tanh', 'relu', 'linear']).default('relu').describe('Activation of the state.'),
});
const lru = z.strictObject({
  type: z.literal('lru').describe('Linear recurrent unit: a diagonal complex state-space layer, real parts of the states, then imaginary ones (Orvieto et al. 2023).'), ...recurrent,
  units: units.multipleOf(2).describe('Number of units: twice the number of complex states.'),
});

const bidirectional = z.strictObject({
  type: z.literal('bidirectional').describe('The layer run forwards and backwards in time, outputs side by side.'), name, input, skip, residual,
  layer: z.discriminatedUnion('type', [simpleRNN, lstm, gru, minGRU, indRNN, lru]).describe('The recurrent layer to run both ways.'),
  mergeMode: z.enum(['concat', 'sum', 'ave', 'mul']).default('concat').describe('How the two directions are joined.'),
});

const head = z.strictObject({
  target: z.string().min(1).default('Y')
    .describe('What this layer tells: "Y", the target of the task; "X", the input at every step (reconstruction); "next", the input of the next step; or one of a file\'s "furtherTargets", by its name.'),
  weight: z.number().positive().default(1).describe("What this head's loss is multiplied by in the loss of the whole network, the weighted sum over its heads."),
  variance: z.number().positive().optional()
    .describe('Variance of the normal distribution about the told values, where KL terms are weighed against them: an input component of less than variance/beta is not worth its rate. Default: 1 for "X"; the mean squared error itself, its most likely value, for other targets.'),
}).describe('Makes this layer a head: something is learned from what it tells. Without any, the last dense layer tells Y.');

const embedding = z.strictObject({
  type: z.literal('embedding').describe('A learned vector for every input symbol; first layer only.'), name, units,
});
const dense = z.strictObject({
  type: z.literal('dense').describe('Fully connected, the same at every step.'), name, units, input, skip, residual,
  activation: z.enum(['linear', 'relu', 'tanh', 'sigmoid', 'softmax']).default('linear').describe('Activation of the output.'),
  head: head.optional(),
});
const repeatVector = z.strictObject({
  type: z.literal('repeatVector').describe('A single step (a code taken at the end of the sequence) repeated at every step, for a decoder to unroll.'), name, input,
});
const dropout = z.strictObject({
  type: z.literal('dropout').describe('Drops inputs while training.'), name, input,
  rate: z.number().min(0).lt(1).default(0.5).describe('Share of the inputs dropped.'),
});
const bottleneck = z.strictObject({
  type: z.literal('bottleneck').describe('Variational information bottleneck (Alemi et al. 2017): a Gaussian code with its own mean and variance heads.'),
  name, units, input, skip,
  beta: z.number().positive().default(100)
    .describe('Weight of relevance in L = I(X;Z) - beta I(Z;Y): larger keeps more. Training minimises cross-entropy + (1/beta) KL.'),
  ...code,
  lagrangian: z.enum(['linear', 'squared', 'exponential']).default('linear')
    .describe('What is paid for a rate of R nats a code: R, R^2 or exp(R) - 1, each over beta. Where the target is a function of the input the first lands on one corner at any beta; the others draw the curve.'),
  steps: z.enum(['every', 'end']).default('every').describe('A code at every step, or one of the last step alone.'),
});

const entropyBottleneck = z.strictObject({
  type: z.literal('entropyBottleneck').describe('Codes rounded to integers (Balle et al. 2018): uniform noise in training, rounding after, a density learned for every unit, and a range coder that writes the codes of the held-out sequences.'),
  name, input, skip,
  units: units.optional().describe('Number of units of a linear map that comes before the rounding. Default: what the layer reads is rounded as it is.'),
  beta: z.number().positive().default(100)
    .describe('Weight of relevance in L = H(Z) - beta I(Z;Y): larger keeps more. Training minimises cross-entropy + (1/beta) code length in nats.'),
});

const infomax = z.strictObject({
  type: z.literal('infomax').describe('Hands on what it reads, and makes the layers below keep information (in the manner of Deep InfoMax, Hjelm et al. 2019): the estimate of a critic is taken off the loss.'),
  name, input,
  critic: z.enum(['infoNCE', 'jsd']).default('infoNCE').describe('`infoNCE`: a lower bound, at most ln of the batch; `jsd`: a Jensen-Shannon divergence, steadier and no bound.'),
  about: z.string().min(1).default('X').describe('What is to be kept: "X", the input of the same step; "future", the input of the next; or an earlier layer by name.'),
  weight: z.number().positive().default(1).describe('What the estimate is multiplied by before it is taken off the loss.'),
});

const attention = z.strictObject({
  type: z.literal('attention').describe('Scaled dot-product self-attention over time (Vaswani et al. 2017), with queries, keys and values of its own.'), name, units, input, skip, residual,
  heads: z.int().min(1).max(64).default(1).describe('Heads, side by side; they share the units.'),
  causal: z.boolean().default(true).describe('Every step looks at itself and what came before it; otherwise at all steps.'),
  positions: z.enum(['none', 'relative']).default('none')
    .describe('`relative`: each head learns how much it likes every distance in time (Raffel et al. 2020). Without positions attention sees what is there, not where.'),
});
const layerNormalization = z.strictObject({
  type: z.literal('layerNormalization').describe('Every step scaled to mean 0 and variance 1 over its units, then by learned factors (Ba, Kiros and Hinton 2016).'), name, input, skip,
});

/** One layer of the network, in Keras's names where Keras has one. */
export const layerSchema = z.discriminatedUnion('type', [
  simpleRNN, lstm, gru, minGRU, indRNN, lru, bidirectional, embedding, dense, repeatVector, dropout, bottleneck, entropyBottleneck, infomax, attention, layerNormalization,
]);

export type LayerConfig = z.output<typeof layerSchema>;
export type RecurrentLayerConfig = Extract<LayerConfig, { type: 'simpleRNN' | 'lstm' | 'gru' | 'minGRU' | 'indRNN' | 'lru' }>;
/** A layer whose name has been filled in. */
export type NamedLayerConfig = LayerConfig & { readonly name: string };
