import * as z from 'zod';
import { useBias } from '../layerParts';
import { heads, recurrent } from './cellParts';

export const simpleRNN = z.strictObject({
  type: z.literal('simpleRNN').describe('Fully connected recurrent layer (Elman 1990).'),
  ...recurrent,
  useBias,
  activation: z.enum(['tanh', 'relu', 'linear']).default('tanh').describe('Activation of the state.'),
});

export const lstm = z.strictObject({
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

export const gru = z.strictObject({
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

export const minGRU = z.strictObject({
  type: z
    .literal('minGRU')
    .describe('Gated unit whose gate reads only the input, which makes the recurrence linear (Feng et al. 2024).'),
  ...recurrent,
});

export const minLSTM = z.strictObject({
  type: z
    .literal('minLSTM')
    .describe(
      'Memory whose forget and input gates read only the input and sum to 1, which makes the recurrence linear ' +
        '(Feng et al. 2024).',
    ),
  ...recurrent,
});

export const indRNN = z.strictObject({
  type: z
    .literal('indRNN')
    .describe('Independently recurrent layer: every unit feeds back only to itself (Li et al. 2018).'),
  ...recurrent,
  activation: z.enum(['tanh', 'relu', 'linear']).default('relu').describe('Activation of the state.'),
});

export const sLSTM = z.strictObject({
  type: z
    .literal('sLSTM')
    .describe(
      'Scalar memory of xLSTM (Beck et al. 2024): exponential input gates and a normaliser, so that a memory can be ' +
        'revised; the block around it, with its convolution and norms, is left to other layers.',
    ),
  ...recurrent,
  heads: heads.describe(
    'Number of groups of units; a unit reads the outputs of its own group alone. Must divide the units.',
  ),
});
