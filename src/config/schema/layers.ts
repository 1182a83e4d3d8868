import { namePattern } from './namePattern';
import * as z from 'zod';

const name = z
  .string()
  .regex(namePattern)
  .optional()
  .describe('Name of the layer in charts, CodeLens and the result. Default: the type and a number.');
const units = z.int().min(1).max(16_384).describe('Number of units.');

const noise = z
  .strictObject({
    variance: z.number().positive().describe('Variance of the Gaussian noise on every unit.'),
    placement: z
      .enum(['recurrent', 'readout'])
      .default('readout')
      .describe(
        '`recurrent`: the noise is added inside the recurrence and affects later states; `readout`: it is ' +
          'added only to the output that the next layer and the analysis read.',
      ),
  })
  .describe('Declared Gaussian noise on the state. It makes I(X;H) finite and is part of the estimated quantity.');

const skip = z
  .array(z.string().min(1))
  .min(1)
  .optional()
  .describe(
    'Names of earlier layers (or "X", the input) whose outputs this layer reads too, concatenated with the ' +
      'output of the layer before it.',
  );

const input = z
  .string()
  .min(1)
  .optional()
  .describe(
    'The earlier layer (or "X", the input) that this layer reads, instead of the layer before it. This makes a branch.',
  );

const residual = z
  .boolean()
  .optional()
  .describe("Adds the layer's input to its output (He et al. 2016). Both must have the same number of units.");

const code = {
  prior: z
    .enum(['standard', 'marginal', 'mixture'])
    .default('standard')
    .describe(
      'Prior for the rate of the codes: the standard normal, a learned diagonal Gaussian, or a learned ' +
        'mixture of diagonal Gaussians. Clustered codes need the mixture.',
    ),
  components: z.int().min(2).max(256).optional().describe('Number of Gaussians in a mixture prior. Default: 8.'),
  warmup: z
    .strictObject({
      epochs: z
        .int()
        .min(1)
        .max(100_000)
        .describe(
          '`linear`: epochs in which the weight of the rate rises from 0 to 1/beta; `cyclic`: epochs per cycle.',
        ),
      shape: z
        .enum(['linear', 'cyclic'])
        .default('linear')
        .describe(
          '`linear`: the weight rises once, then stays at 1/beta; `cyclic`: in every cycle it rises in the ' +
            'first half and stays at 1/beta in the second (Fu et al. 2019).',
        ),
    })
    .optional()
    .describe(
      'Starts training with a low weight of the rate and raises it, so that the network can learn a code ' +
        'before its rate is charged in full. Validation always counts the whole rate.',
    ),
};

const innerBottleneck = z
  .strictObject({
    beta: z
      .number()
      .positive()
      .default(100)
      .describe(
        'Weight of relevance in L = I(X;H) - beta I(H;Y). A larger beta keeps more information. Training ' +
          'minimises cross-entropy + (1/beta) KL of every step.',
      ),
    ...code,
  })
  .describe(
    'A bottleneck inside the recurrence. Every new state is sampled from a Gaussian centred on the state ' +
      'that the cell computes, with a learned variance, and the sample is passed on. For an LSTM, the sample ' +
      'replaces h; the cell state c is unchanged.',
  );

const recurrent = {
  name,
  units,
  input,
  skip,
  residual,
  returnSequences: z
    .boolean()
    .optional()
    .describe(
      'Whether the layer returns every step or only the last one. Default: every step, except for the last ' +
        'recurrent layer before a target at the end.',
    ),
  noise: noise.optional(),
  bottleneck: innerBottleneck.optional(),
};

const simpleRNN = z.strictObject({
  type: z.literal('simpleRNN').describe('Fully connected recurrent layer (Elman 1990).'),
  ...recurrent,
  activation: z.enum(['tanh', 'relu', 'linear']).default('tanh').describe('Activation of the state.'),
});
const lstm = z.strictObject({
  type: z.literal('lstm').describe('Long short-term memory (Hochreiter and Schmidhuber 1997).'),
  ...recurrent,
  peepholes: z
    .boolean()
    .optional()
    .describe(
      'The gates read the cell state: the input and forget gates its previous value, the output gate its new ' +
        'one (Gers and Schmidhuber 2000).',
    ),
  layerNormalization: z
    .boolean()
    .optional()
    .describe(
      "Normalises three terms, each over its units: the gates' weighted sums of the input, those of the " +
        'state, and the cell state where it is read (Ba, Kiros and Hinton 2016).',
    ),
});
const gru = z.strictObject({
  type: z.literal('gru').describe('Gated recurrent unit (Cho et al. 2014), reset gate before the product.'),
  ...recurrent,
});

const minGRU = z.strictObject({
  type: z
    .literal('minGRU')
    .describe('Gated unit whose gate reads only the input, which makes the recurrence linear (Feng et al. 2024).'),
  ...recurrent,
});
const minLSTM = z.strictObject({
  type: z
    .literal('minLSTM')
    .describe(
      'Memory whose forget and input gates read only the input and sum to 1, which makes the recurrence linear ' +
        '(Feng et al. 2024).',
    ),
  ...recurrent,
});
const indRNN = z.strictObject({
  type: z
    .literal('indRNN')
    .describe('Independently recurrent layer: every unit feeds back only to itself (Li et al. 2018).'),
  ...recurrent,
  activation: z.enum(['tanh', 'relu', 'linear']).default('relu').describe('Activation of the state.'),
});
const lru = z.strictObject({
  type: z
    .literal('lru')
    .describe(
      'Linear recurrent unit: a diagonal complex state-space layer (Orvieto et al. 2023). Its output holds ' +
        'the real parts of the states first, then the imaginary parts.',
    ),
  ...recurrent,
  units: units.multipleOf(2).describe('Number of units: twice the number of complex states.'),
});
const rgLRU = z.strictObject({
  type: z
    .literal('rgLRU')
    .describe(
      'Real-gated linear recurrent unit: every unit decays at a rate of its own, which a gate on the input slows ' +
        'down step by step (De et al. 2024).',
    ),
  ...recurrent,
});

/** The recurrent cells: layers by themselves, and the cells that `bidirectional` runs in both directions. */
const cells = [simpleRNN, lstm, gru, minGRU, minLSTM, indRNN, lru, rgLRU] as const;

const bidirectional = z.strictObject({
  type: z
    .literal('bidirectional')
    .describe('Runs a recurrent layer forwards and backwards in time and joins the two outputs, as `mergeMode` says.'),
  name,
  input,
  skip,
  residual,
  layer: z.discriminatedUnion('type', cells).describe('The recurrent layer to run in both directions.'),
  mergeMode: z.enum(['concat', 'sum', 'ave', 'mul']).default('concat').describe('How the two directions are joined.'),
});

const head = z
  .strictObject({
    target: z
      .string()
      .min(1)
      .default('Y')
      .describe(
        `The target that this layer predicts: "Y", the target of the task; "X", the input at every step ` +
          `(reconstruction); "next", the input of the next step; or one of a file's "furtherTargets", by its ` +
          `name.`,
      ),
    weight: z
      .number()
      .positive()
      .default(1)
      .describe(
        "Weight of this head's loss in the loss of the whole network, which is the weighted sum over its heads.",
      ),
    variance: z
      .number()
      .positive()
      .optional()
      .describe(
        'Variance of the normal distribution around the predicted values, used where KL terms are weighed ' +
          'against the prediction. An input component with less variance than variance/beta is not worth its ' +
          'rate. Default: 1 for "X"; for other targets the mean squared error, its maximum-likelihood value.',
      ),
  })
  .describe(
    'Makes this layer a head: its prediction of a target is part of the training loss. Without any head, ' +
      'the last dense layer predicts Y.',
  );

const embedding = z.strictObject({
  type: z.literal('embedding').describe('A learned vector for every input symbol; first layer only.'),
  name,
  units,
});
const dense = z.strictObject({
  type: z.literal('dense').describe('Fully connected layer, with the same weights at every step.'),
  name,
  units,
  input,
  skip,
  residual,
  activation: z
    .enum(['linear', 'relu', 'tanh', 'sigmoid', 'softmax'])
    .default('linear')
    .describe('Activation of the output.'),
  head: head.optional(),
});
const repeatVector = z.strictObject({
  type: z
    .literal('repeatVector')
    .describe(
      'Repeats a single step (a code taken at the end of the sequence) at every step, as the input of a decoder.',
    ),
  name,
  input,
});
const dropout = z.strictObject({
  type: z.literal('dropout').describe('Sets random inputs to zero during training.'),
  name,
  input,
  rate: z.number().min(0).lt(1).default(0.5).describe('Share of the inputs dropped.'),
});
const bottleneck = z.strictObject({
  type: z
    .literal('bottleneck')
    .describe(
      'Variational information bottleneck (Alemi et al. 2017): a Gaussian code, with separate linear maps ' +
        'for its mean and its log-variance.',
    ),
  name,
  units,
  input,
  skip,
  beta: z
    .number()
    .positive()
    .default(100)
    .describe(
      'Weight of relevance in L = I(X;Z) - beta I(Z;Y). A larger beta keeps more information. Training ' +
        'minimises cross-entropy + (1/beta) KL.',
    ),
  ...code,
  lagrangian: z
    .enum(['linear', 'squared', 'exponential'])
    .default('linear')
    .describe(
      'Cost of a rate of R nats per code: R, R^2 or exp(R) - 1, each divided by beta. If the target is a ' +
        'function of the input, `linear` gives the same corner of the curve at any beta; the other two trace ' +
        'the whole curve.',
    ),
  steps: z
    .enum(['every', 'end'])
    .default('every')
    .describe('One code at every step, or one code at the last step only.'),
});

const entropyBottleneck = z.strictObject({
  type: z
    .literal('entropyBottleneck')
    .describe(
      'Codes rounded to integers (Balle et al. 2018). Training adds uniform noise instead of rounding. A ' +
        'density is learned for every unit, and a range coder encodes the codes of the held-out sequences.',
    ),
  name,
  input,
  skip,
  units: units
    .optional()
    .describe(
      "Number of units of a linear map before the rounding. Default: no map; the layer's input is rounded directly.",
    ),
  beta: z
    .number()
    .positive()
    .default(100)
    .describe(
      'Weight of relevance in L = H(Z) - beta I(Z;Y). A larger beta keeps more information. Training ' +
        'minimises cross-entropy + (1/beta) code length in nats.',
    ),
});

const infomax = z.strictObject({
  type: z
    .literal('infomax')
    .describe(
      'Passes its input on unchanged, and trains the layers before it to keep information (in the manner of ' +
        'Deep InfoMax, Hjelm et al. 2019). The estimate of a critic is subtracted from the loss.',
    ),
  name,
  input,
  critic: z
    .enum(['infoNCE', 'jsd'])
    .default('infoNCE')
    .describe(
      '`infoNCE`: a lower bound on the information, capped at ln of the batch size; `jsd`: a Jensen-Shannon ' +
        'divergence, more stable but not a bound.',
    ),
  about: z
    .string()
    .min(1)
    .default('X')
    .describe(
      'Variable whose information is kept: "X", the input of the same step; "future", the input of the next ' +
        'step; or an earlier layer, by name.',
    ),
  weight: z.number().positive().default(1).describe('Weight of the estimate, which is subtracted from the loss.'),
});

const attention = z.strictObject({
  type: z
    .literal('attention')
    .describe(
      'Scaled dot-product self-attention over time (Vaswani et al. 2017), with its own queries, keys and values.',
    ),
  name,
  units,
  input,
  skip,
  residual,
  heads: z.int().min(1).max(64).default(1).describe('Number of attention heads; the units are divided among them.'),
  causal: z
    .boolean()
    .default(true)
    .describe('If true, every step attends to itself and to earlier steps only; otherwise to all steps.'),
  positions: z
    .enum(['none', 'relative'])
    .default('none')
    .describe(
      '`relative`: each head learns a bias for every distance in time (Raffel et al. 2020). `none`: ' +
        'attention depends on the content of the steps, not on their positions.',
    ),
});
const layerNormalization = z.strictObject({
  type: z
    .literal('layerNormalization')
    .describe(
      'Normalises every step to mean 0 and variance 1 over its units, then scales and shifts it by learned ' +
        'parameters (Ba, Kiros and Hinton 2016).',
    ),
  name,
  input,
  skip,
});

/** One layer of the network, with Keras's names where Keras has the layer. */
export const layerSchema = z.discriminatedUnion('type', [
  ...cells,
  bidirectional,
  embedding,
  dense,
  repeatVector,
  dropout,
  bottleneck,
  entropyBottleneck,
  infomax,
  attention,
  layerNormalization,
]);

export type LayerConfig = z.output<typeof layerSchema>;
export type RecurrentLayerConfig = z.output<(typeof cells)[number]>;
/** A layer whose name has been filled in. */
export type NamedLayerConfig = LayerConfig & { readonly name: string };
