import * as z from 'zod';
import { code, input, name, residual, skip, units, useBias } from './layerParts';

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
  useBias,
  activation: z.enum(['tanh', 'relu', 'linear']).default('tanh').describe('Activation of the state.'),
});
const lstm = z.strictObject({
  type: z.literal('lstm').describe('Long short-term memory (Hochreiter and Schmidhuber 1997).'),
  ...recurrent,
  useBias,
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
  type: z.literal('gru').describe('Gated recurrent unit (Cho et al. 2014).'),
  ...recurrent,
  useBias,
  resetAfter: z
    .boolean()
    .optional()
    .describe(
      'Where the reset gate acts on the candidate state: `false`, on the state before its product with the ' +
        'weights; `true`, on the product, with a bias of its own, as in PyTorch, in cuDNN and by default in Keras. ' +
        'Default: as in `weights`, or else false.',
    ),
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
  initialization: z
    .enum(['ring', 'hippo', 's4dLin', 's4dInv'])
    .default('ring')
    .describe(
      'The first eigenvalues: `ring`: uniform between the moduli .5 and .99, any phase (Orvieto et al. 2023); ' +
        '`hippo`, `s4dLin` and `s4dInv`: exp(d (-1/2 + i w)) with the frequencies w of HiPPO-LegS, S4D-Lin or ' +
        'S4D-Inv (Gu et al. 2022) and steps d log-uniform between .001 and .1, one for each state (Smith et al. 2023).',
    ),
});
const rgLRU = z.strictObject({
  type: z
    .literal('rgLRU')
    .describe(
      'Real-gated linear recurrent unit: each unit decays at its own learned rate, and at every step a gate computed ' +
        'from the input can make the decay slower (De et al. 2024).',
    ),
  ...recurrent,
});

/** The keys of a layer whose output is not its state, so that nothing can be added to both. */
const ofRates = {
  name,
  units,
  input,
  skip,
  returnSequences: recurrent.returnSequences,
  bottleneck: recurrent.bottleneck,
};

const leakyRNN = z.strictObject({
  type: z
    .literal('leakyRNN')
    .describe(
      "Leaky network, the model of neuroscience: s' = (1 - a) s + a (W f(s) + W_in x + b) + noise. Its state is s, " +
        'the currents; the next layer reads the activity f(s).',
    ),
  ...ofRates,
  leak: z
    .number()
    .gt(0)
    .max(1)
    .default(0.2)
    .describe('The share a of the state that is replaced at every step: step length / time constant, at most 1.'),
  activation: z
    .enum(['relu', 'softplus', 'tanh', 'sigmoid', 'linear'])
    .default('relu')
    .describe('The activity f of a unit, a function of its state.'),
  excitatory: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe(
      "Dale's law: this share of the units (the first ones) excites all units that read it, and the others inhibit " +
        'them. A recurrent weight counts with its absolute value and the sign of its unit. Absent: any signs.',
    ),
  connectivity: z
    .number()
    .gt(0)
    .max(1)
    .optional()
    .describe(
      'Probability that a recurrent connection exists, drawn once with the seed; the others stay zero. Default: all ' +
        'exist.',
    ),
  noise: z
    .strictObject({
      variance: z
        .number()
        .positive()
        .describe(
          'Variance v of the noise. `recurrent`: every step adds sqrt(2 a v) times a standard normal number to the ' +
            'state of every unit, so that a unit without input has a variance of about v; `readout`: v itself.',
        ),
      placement: z
        .enum(['recurrent', 'readout'])
        .default('recurrent')
        .describe(
          '`recurrent`: inside the recurrence, where it affects later states; `readout`: only where it is read.',
        ),
    })
    .optional()
    .describe('Declared Gaussian noise on the state. It makes I(X;H) finite and is part of the estimated quantity.'),
});

/** Noise of a cell whose recurrence does not read its output. */
const readoutNoise = z
  .strictObject({
    variance: z.number().positive().describe('Variance of the Gaussian noise on every unit.'),
    placement: z
      .literal('readout')
      .default('readout')
      .describe('The noise is added only to the output that the next layer and the analysis read.'),
  })
  .describe('Declared Gaussian noise on the output. It makes I(X;H) finite and is part of the estimated quantity.');

/** Keys of a cell whose recurrence does not read its output, so that nothing can be drawn inside it. */
const unread = {
  name,
  units,
  input,
  skip,
  residual,
  returnSequences: recurrent.returnSequences,
  noise: readoutNoise.optional(),
};

const matrixState = z.strictObject({
  type: z
    .literal('matrixState')
    .describe(
      'Memory of matrices S that is written by keys and values and read by queries: the recurrence of linear ' +
        'attention, RetNet, Mamba-2 and gated linear attention (rule `add`), of DeltaNet and Gated DeltaNet (rule ' +
        '`delta`). Its output is the value that S gives for the query.',
    ),
  ...unread,
  heads: z
    .int()
    .min(1)
    .default(1)
    .describe('Number of matrices, each with units / heads rows and columns. Must divide the number of units.'),
  decay: z
    .enum(['none', 'scalar', 'channel'])
    .default('none')
    .describe(
      'Decay of S before each write: `none`, or gates that read the input, one per matrix (`scalar`) or one per row ' +
        '(`channel`).',
    ),
  rule: z
    .enum(['add', 'delta'])
    .default('add')
    .describe(
      '`add`: adds the value under its key; `delta`: replaces, by a learned share, what S gives for the key by the ' +
        'value (Yang et al. 2024).',
    ),
});

const mamba = z.strictObject({
  type: z
    .literal('mamba')
    .describe(
      'Selective state space of Mamba (Gu and Dao 2023): a short convolution, then linear states whose step sizes, ' +
        'inputs and outputs depend on the input, then a gate. The projection of its output is left to the next layer.',
    ),
  ...unread,
  stateSize: z.int().min(1).default(16).describe('Numbers that the state of each unit holds.'),
  convolution: z
    .int()
    .min(1)
    .default(4)
    .describe('Steps that the convolution reads: the current one and those before it. 1: no convolution over time.'),
  rank: z
    .int()
    .min(1)
    .optional()
    .describe('Rank of the map from the input to the step sizes. Default: units / 16, rounded up.'),
});

const echoState = z.strictObject({
  type: z
    .literal('echoState')
    .describe(
      'Reservoir of an echo state network (Jaeger 2001): h = (1 - a) h + a f(W_in x + W h + b) with random weights ' +
        'that are never trained. A dense head with "ridge" reads it out.',
    ),
  name,
  units,
  input,
  skip,
  residual,
  returnSequences: recurrent.returnSequences,
  noise: noise.optional(),
  spectralRadius: z
    .number()
    .positive()
    .max(100)
    .default(0.9)
    .describe(
      'Largest modulus of the eigenvalues of W. Below 1 the states of a linear reservoir forget where they began; ' +
        'the nearer to 1, the longer they remember.',
    ),
  leak: z.number().gt(0).max(1).default(1).describe('The share a of the state that is replaced at every step.'),
  activation: z.enum(['tanh', 'linear']).default('tanh').describe('Activation f of the state.'),
  inputScale: z.number().positive().default(1).describe('The weights of the input are uniform on plus and minus this.'),
  biasScale: z.number().min(0).default(0).describe('The biases are uniform on plus and minus this. Default: none.'),
  connectivity: z
    .number()
    .gt(0)
    .max(1)
    .default(1)
    .describe('Probability that a recurrent connection exists, drawn once with the seed. Default: all exist.'),
});

const sLSTM = z.strictObject({
  type: z
    .literal('sLSTM')
    .describe(
      'Scalar memory of xLSTM (Beck et al. 2024): exponential input gates and a normaliser, so that a memory can be ' +
        'revised; the block around it, with its convolution and norms, is left to other layers.',
    ),
  ...recurrent,
  heads: z
    .int()
    .min(1)
    .default(1)
    .describe('Number of groups of units; a unit reads the outputs of its own group alone. Must divide the units.'),
});

const mLSTM = z.strictObject({
  type: z
    .literal('mLSTM')
    .describe(
      'Matrix memory of xLSTM (Beck et al. 2024): keys and values written by exponential input gates, read by ' +
        'queries and divided by a normaliser; the block around it, with its ' +
        'convolution and norms, is left to other layers.',
    ),
  ...unread,
  heads: z
    .int()
    .min(1)
    .default(1)
    .describe('Number of matrices, each with units / heads rows and columns. Must divide the number of units.'),
});

/** The recurrent cells that `bidirectional` can run in both directions. */
export const twoWayCells = [
  simpleRNN,
  lstm,
  gru,
  minGRU,
  minLSTM,
  indRNN,
  lru,
  rgLRU,
  matrixState,
  mamba,
  echoState,
  sLSTM,
  mLSTM,
] as const;

/** All recurrent cells, each a layer by itself. A model of a circuit in time runs in no other direction. */
export const cells = [...twoWayCells, leakyRNN] as const;

/** A cell that `bidirectional` can run. */
export type TwoWayCellConfig = z.output<(typeof twoWayCells)[number]>;
export type RecurrentLayerConfig = z.output<(typeof cells)[number]>;
