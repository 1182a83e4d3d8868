import * as z from 'zod';
import { noTarget } from './filedParts';
import { namePattern } from './namePattern';
import { source } from './source';

const recordedPath = z
  .string()
  .min(1)
  .describe(
    'A .npy array of states, or an array of an .npz ("states.npz#lstm/c"): [samples, length, units], or [samples, ' +
      'units] for a layer without a time axis. `{epoch}` in the path is replaced by each of `epochs`; `{epoch:03d}` ' +
      'by its number with zeros in front (h_007.npy); `{epoch:8,09,10}` by the number as it stands there.',
  );
const recordedLayer = z.union([
  recordedPath,
  z.strictObject({
    path: recordedPath,
    type: z
      .string()
      .regex(namePattern)
      .default('recorded')
      .describe('Type of the layer, as shown in tables: lstm, gru, attention …'),
    recurrent: z
      .boolean()
      .optional()
      .describe(
        'Whether the layer keeps a state from step to step. Only then are history and memory meaningful. ' +
          'Default: true if its array has a time axis.',
      ),
    direction: z
      .enum(['forward', 'backward', 'both'])
      .optional()
      .describe(
        'Direction in which the layer reads. The state at the end of a sequence is then its final state: of a ' +
          'backward layer the one at the first step, from which its lags are counted. "both": the first half of the ' +
          'units reads forward, the second backward. Default: "both" if the type is "bidirectional", "forward" ' +
          'otherwise.',
      ),
    mergeMode: z
      .enum(['concat', 'sum', 'ave', 'mul'])
      .optional()
      .describe(
        'How a layer of both directions joins them. "concat": side by side, forward units first. "sum", "ave", ' +
          '"mul": both are in every unit, and the state of a step is the one that stands there; without a time ' +
          'axis, what the layer hands on at the end. Default: "concat" if the number of units is even, with a warning.',
      ),
    reads: z
      .union([z.string().min(1), z.array(z.string().min(1)).max(64)])
      .optional()
      .describe(
        'Names of the layers that this layer reads, and "X" where it reads the input past them: ["one", "two"], or a ' +
          'single name. [] where that is not known. Default: the layer before it; "X" for the first.',
      ),
    stochastic: z
      .boolean()
      .default(false)
      .describe('Whether the states are random samples (a variational code). If so, no noise is declared on them.'),
  }),
]);

/** What a layer reads as a list: a single name stands for a list of it. */
export const listOfReads = (reads: string | readonly string[] | undefined): readonly string[] | undefined =>
  typeof reads === 'string' ? [reads] : reads;

/** States of a network that was trained elsewhere. */
export const activations = z.strictObject({
  task: z
    .literal('activations')
    .describe(
      'States of a network that was trained elsewhere (PyTorch, Keras, JAX). No model is needed and nothing ' +
        'is trained: the arrays are analyzed as they are.',
    ),
  recording: z
    .string()
    .min(1)
    .optional()
    .describe('A folder that the recorder (python/rnn_infoflow.py) wrote. It names all arrays, layers and epochs.'),
  inputs: z
    .string()
    .min(1)
    .optional()
    .describe(
      'A .npy array [samples, length] or [samples, length, features]: the inputs of the network. Integers are symbols.',
    ),
  lengths: z
    .string()
    .min(1)
    .optional()
    .describe(
      'A .npy array [samples] of integers: real steps of each sequence. What stands behind them is padding and is ' +
        'never read. Steps and lags are counted from the own end of each sequence.',
    ),
  mask: z
    .string()
    .min(1)
    .optional()
    .describe('In place of `lengths`: a .npy array [samples, length], 1 for a real step and 0 for padding.'),
  targets: z
    .string()
    .min(1)
    .optional()
    .describe('A .npy array [samples] or [samples, length] of class numbers (integers) or values (floats).'),
  layers: z
    .record(z.string().regex(namePattern), recordedLayer)
    .optional()
    .describe('The layers to analyze, input side first: a name, and the file of its states.'),
  epochs: z
    .array(z.int().min(0).max(1_000_000))
    .min(1)
    .max(1000)
    .optional()
    .describe(
      'Epochs whose states were recorded, ascending. `{epoch}` in a path is replaced by each of them. They ' +
        'are the epochs of the information plane.',
    ),
  noTarget,
  symbols: z.int().min(2).max(65_536).optional().describe('Read the inputs as symbol numbers 0 ... symbols-1.'),
  classes: z
    .int()
    .min(2)
    .max(65_536)
    .optional()
    .describe(
      'Read the targets as class numbers 0 ... classes-1. Default: they are class numbers if all of them are integers.',
    ),
  source,
});
