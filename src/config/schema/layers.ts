import * as z from 'zod';
import { code, input, name, rated, residual, skip, units, useBias } from './layerParts';
import { cells, twoWayCells } from './recurrentCells';

const bidirectional = z.strictObject({
  type: z
    .literal('bidirectional')
    .describe('Runs a recurrent layer forwards and backwards in time and joins the two outputs, as `mergeMode` says.'),
  name,
  input,
  skip,
  residual,
  layer: z.discriminatedUnion('type', twoWayCells).describe('The recurrent layer to run in both directions.'),
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
          '(reconstruction); "next", the input of the next step; "clean", the input before "corrupt" spoiled it; or ' +
          `one of a file's "furtherTargets", by its name.`,
      ),
    weight: z
      .number()
      .positive()
      .default(1)
      .describe(
        "Weight of this head's loss in the loss of the whole network, which is the weighted sum over its heads.",
      ),
    variance: z
      .union([z.number().positive(), z.literal('learned')])
      .optional()
      .describe(
        'Variance of the normal distribution around the predicted values, used where KL terms are weighed ' +
          'against the prediction. An input component with less variance than variance/beta is not worth its ' +
          'rate. Default: 1 for "X"; for other targets the mean squared error, its maximum-likelihood value. ' +
          '"learned", for "clean": a second map gives the variance of every value, and the loss is the negative ' +
          'log-likelihood, so that training maximises a lower bound on I(output;clean) (Barber and Agakov 2003).',
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
  useBias,
  activation: z
    .enum(['linear', 'relu', 'tanh', 'sigmoid', 'softmax'])
    .default('linear')
    .describe('Activation of the output.'),
  ridge: z
    .number()
    .positive()
    .optional()
    .describe(
      'Makes a linear head a ridge read-out: its weights are computed once, before the first epoch, and minimise the ' +
        'sum of the squared errors over all training steps plus this times the squared weights without the bias. ' +
        'Nothing below it may be trained, as in "echoState"; one epoch is enough.',
    ),
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
  mask: z
    .enum(['step', 'sequence'])
    .optional()
    .describe(
      '`step` (default): other inputs are dropped at every step. `sequence`: the same at all steps of a sequence ' +
        '(Gal and Ghahramani 2016), as the study "uncertainty" draws them.',
    ),
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
      'Cost of a rate of R nats per code: R, R^2 or exp(R) - 1, each divided by beta. If the target is a function ' +
        'of the input, `linear` gives the same corner of the curve at any beta; the other two trace the whole curve.',
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
  bottleneck: z
    .strictObject({
      beta: z
        .number()
        .positive()
        .default(100)
        .describe(
          'Weight of relevance in L = I(X;Z) - beta I(Z;Y). A larger beta lets more steps through. Training ' +
            'minimises cross-entropy + (1/beta) KL of every step.',
        ),
      ...rated,
    })
    .optional()
    .describe(
      'Noise in place of the steps that the layer does not need (Schulz et al. 2020). Each step is replaced by a ' +
        "copy mixed with noise. The share of noise is learned from the step's content and, with relative positions, " +
        'from its place. Queries, keys and values are made of the copies, so that the KL of all steps bounds what ' +
        'passes.',
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
  epsilon: z
    .number()
    .positive()
    .optional()
    .describe(
      'Added to the variance before the root. Default: as in `weights` (1e-5 for a file of PyTorch), or else 0.001.',
    ),
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
/** A layer whose name has been filled in. */
export type NamedLayerConfig = LayerConfig & { readonly name: string };
