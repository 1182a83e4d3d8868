import * as z from 'zod';
import { code, input, name, residual, skip, units } from '../layerParts';

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

/** Keys of a cell whose recurrence reads its output. */
export const recurrent = {
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
export const unread = {
  name,
  units,
  input,
  skip,
  residual,
  returnSequences: recurrent.returnSequences,
  noise: readoutNoise.optional(),
};

/** How many groups the units of a layer are in. */
export const heads = z.int().min(1).default(1);

/** Groups with a matrix of state each. */
export const matrixHeads = heads.describe(
  'Number of matrices, each with units / heads rows and columns. Must divide the number of units.',
);
