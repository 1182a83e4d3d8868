import * as z from 'zod';
import { units } from '../layerParts';
import { matrixHeads, recurrent, unread } from './cellParts';

export const lru = z.strictObject({
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

export const rgLRU = z.strictObject({
  type: z
    .literal('rgLRU')
    .describe(
      'Real-gated linear recurrent unit: each unit decays at its own learned rate, and at every step a gate computed ' +
        'from the input can make the decay slower (De et al. 2024).',
    ),
  ...recurrent,
});

export const matrixState = z.strictObject({
  type: z
    .literal('matrixState')
    .describe(
      'Memory of matrices S that is written by keys and values and read by queries: the recurrence of linear ' +
        'attention, RetNet, Mamba-2 and gated linear attention (rule `add`), of DeltaNet and Gated DeltaNet (rule ' +
        '`delta`). Its output is the value that S gives for the query.',
    ),
  ...unread,
  heads: matrixHeads,
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

export const mamba = z.strictObject({
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

export const mLSTM = z.strictObject({
  type: z
    .literal('mLSTM')
    .describe(
      'Matrix memory of xLSTM (Beck et al. 2024): keys and values written by exponential input gates, read by ' +
        'queries and divided by a normaliser; the block around it, with its ' +
        'convolution and norms, is left to other layers.',
    ),
  ...unread,
  heads: matrixHeads,
});
