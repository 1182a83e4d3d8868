import { namePattern } from './namePattern';
import * as z from 'zod';

const samples = z.int().min(8).max(10_000_000).default(2048).describe('Number of sequences to train on.');
const heldOut = z
  .int()
  .min(8)
  .max(10_000_000)
  .optional()
  .describe(
    'Number of held-out sequences, used for validation and analysis, never for training. Default: the same ' +
      'as `samples`.',
  );
const length = z.int().min(1).max(100_000).describe('Time steps per sequence.');
const symbols = z.int().min(2).max(1024).default(4).describe('Size of the alphabet.');
const generated = { samples, heldOut };

const delayedCopy = z.strictObject({
  task: z
    .literal('delayedCopy')
    .describe('Repeat the symbol seen `delay` steps ago; the symbols are independent and uniform.'),
  symbols,
  length: length.default(12),
  delay: z.int().min(0).default(3).describe('Number of steps between a symbol and its repetition.'),
  ...generated,
});

const parity = z.strictObject({
  task: z.literal('parity').describe('Running parity of fair bits.'),
  length: length.default(10),
  ...generated,
});

const markov = z.strictObject({
  task: z
    .literal('markov')
    .describe(
      'Predict the next symbol of a symmetric Markov chain, or of its noisy observation (a hidden Markov model).',
    ),
  symbols: symbols.default(2),
  length: length.default(12),
  flip: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe('Probability of leaving the current state; the other states share it evenly.'),
  hidden: z.boolean().default(false).describe('Show the state through a noisy channel instead of the state itself.'),
  noise: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe('With `hidden`: probability that a symbol is shown as another one.'),
  ...generated,
});

/** Automata that are known by name. */
export const automata = ['flipFlop', 'parity', 'counter', 'A5', 'S5', 'Z60'] as const;

const automaton = z.strictObject({
  task: z
    .literal('automaton')
    .describe('Follow a finite automaton that independent symbols drive; the target is its state at every step.'),
  automaton: z
    .union([
      z.enum(automata),
      z
        .array(z.array(z.int().min(0).max(1023)).min(2).max(1024))
        .min(1)
        .max(1024)
        .describe('A table: for every state, the state that each symbol leads to. State 0 is the first.'),
    ])
    .default('flipFlop')
    .describe(
      '`flipFlop`: rare pulses set it to one of two values (Sussillo and Barak 2013). `counter`: the number of ones ' +
        'modulo `modulus`; `parity`: modulo 2. `A5`, `S5`, `Z60`: the product of all group elements so far ' +
        '(Merrill et ' +
        'al. 2024).',
    ),
  modulus: z.int().min(2).max(256).default(5).describe('With "counter": the number of its states.'),
  rate: z.number().gt(0).max(1).default(0.5).describe('With "flipFlop": probability of a pulse at a step.'),
  length: length.default(10),
  ...generated,
});

const copyMemory = z.strictObject({
  task: z
    .literal('copyMemory')
    .describe('Symbols, then blanks, then markers: at each marker, repeat the next symbol (Arjovsky et al. 2016).'),
  symbols: symbols.default(8),
  tokens: z.int().min(1).max(1000).default(10).describe('Number of symbols to keep.'),
  delay: z.int().min(0).max(10_000).default(10).describe('Number of blanks between the symbols and the markers.'),
  ...generated,
});

const mqar = z.strictObject({
  task: z
    .literal('mqar')
    .describe(
      'Associative recall with several queries (Arora et al. 2024): pairs of a key and a value, then every ' +
        'key again; ' +
        'the target at a query is the value of its key.',
    ),
  vocabulary: z
    .int()
    .min(4)
    .max(1024)
    .multipleOf(2)
    .default(16)
    .describe('Number of symbols: 0 is the blank, the rest of the first half are keys, the second half are values.'),
  pairs: z.int().min(1).max(500).default(4).describe('Number of pairs, all of different keys and values.'),
  gap: z.int().min(0).max(10_000).default(0).describe('Number of blanks between the pairs and the queries.'),
  ...generated,
});

const adding = z.strictObject({
  task: z.literal('adding').describe('Add the two marked numbers of the sequence (Hochreiter and Schmidhuber 1997).'),
  length: length.min(2).default(20),
  ...generated,
});

const gaussianProcess = z.strictObject({
  task: z
    .literal('gaussianProcess')
    .describe('Predict the next value of a stationary autoregressive Gaussian process.'),
  coefficients: z.array(z.number()).min(1).max(16).default([0.9]).describe('Autoregressive coefficients, lag 1 first.'),
  noise: z.number().positive().default(1).describe('Variance of the innovations.'),
  length: length.default(20),
  ...generated,
});

const gaussianNoise = z.strictObject({
  task: z.literal('gaussianNoise').describe('White Gaussian input of unit variance, without a target.'),
  features: z.int().min(1).max(4096).default(1).describe('Features per step.'),
  length: length.default(12),
  ...generated,
});

/** Tasks whose sequences are drawn from a law that is known. */
const generatedTasks = [
  delayedCopy,
  parity,
  markov,
  automaton,
  copyMemory,
  mqar,
  adding,
  gaussianProcess,
  gaussianNoise,
] as const;

const probability = z.number().min(0).max(1);
const source = z
  .union([
    z.enum(['uniform', 'gaussian']),
    z.strictObject({
      probabilities: z
        .union([z.array(probability).min(2).max(65_536), z.array(z.array(probability).min(2).max(65_536)).min(1)])
        .describe('Of every symbol: one list for all steps, or a list for each step.'),
      counted: z
        .boolean()
        .optional()
        .describe('Whether they were counted in the data: numbers then rest on them, and say so.'),
    }),
    z.discriminatedUnion('task', generatedTasks),
  ])
  .optional()
  .describe(
    'The law that the inputs were drawn from, where you know it: information about them can then be followed far ' +
      'beyond the log of their number, from both sides. "uniform": independent symbols, each as likely as any. ' +
      '"gaussian": independent standard normal numbers. { "probabilities": [...] }: independent symbols. Or a task, ' +
      'as `data` names it: { "task": "markov", "symbols": 4, ... }. Inputs that cannot be of this law are refused.',
  );

const validationSplit = z
  .number()
  .gt(0)
  .lt(1)
  .default(0.25)
  .describe(
    'Share of the sequences that is held out: used for validation and analysis, never for training. The ' +
      'seed selects them.',
  );

const noTarget = z
  .number()
  .optional()
  .describe(
    'A number in the targets that stands for "no target here". Default: -100, and also -1 where the other targets of ' +
      'steps are class numbers from 0.',
  );

const file = z.strictObject({
  task: z
    .literal('file')
    .describe(
      'Your own sequences: CSV, Parquet, JSON Lines or .npy arrays. Paths are relative to this config and must stay ' +
        'in its folder.',
    ),
  path: z
    .string()
    .min(1)
    .optional()
    .describe(
      'A .csv, .tsv, .txt, .parquet or .jsonl file. A table has a row a step; without a header, every row is a ' +
        'series, its label first. A line of JSON is a sequence, or a text with its label.',
    ),
  inputs: z
    .string()
    .min(1)
    .optional()
    .describe('A .npy array [samples, length] or [samples, length, features]; integers are symbols.'),
  targets: z
    .string()
    .min(1)
    .optional()
    .describe(
      'A .npy array [samples], [samples, length] or [samples, length, values] of class numbers (integers) or values ' +
        '(floats); or [samples, classes] of one-hot vectors.',
    ),
  lengths: z
    .string()
    .min(1)
    .optional()
    .describe(
      'With "inputs": a .npy array [samples] of integers, the real steps of each sequence. What stands behind them ' +
        'is padding and is never read. Steps and lags are counted from the own end of each sequence.',
    ),
  mask: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Which steps are real (1) and which are padding (0): with "inputs", a .npy array [samples, length]; in a ' +
        'table, a column.',
    ),
  sequence: z
    .string()
    .optional()
    .describe('Tables: the column that names the sequence of each row. Default: "sequence".'),
  time: z
    .string()
    .optional()
    .describe(
      'Tables: the column of timestamps (dates or numbers), which puts the rows in order and is no input. Default: a ' +
        'column of dates.',
    ),
  features: z
    .array(z.string())
    .min(1)
    .optional()
    .describe(
      'Tables: the input columns. Default: every column but the sequence, the time and the target. Of a .jsonl file ' +
        'of texts: the key of the text (default: "text").',
    ),
  target: z
    .union([z.string(), z.array(z.string()).min(1).max(256)])
    .optional()
    .describe(
      'Tables: the target column, or several columns to predict together. Words are classes. Of a .jsonl file: the ' +
        'key of the targets (default: "targets"; of texts, "label").',
    ),
  furtherTargets: z
    .record(z.string().regex(namePattern), z.string().min(1))
    .optional()
    .describe(
      'Additional targets, by the names that heads use for them. Each is a column of the table, a key of the .jsonl ' +
        'file or, with "inputs", a .npy file. Integers and words are classes; other numbers are values.',
    ),
  targetAt: z
    .enum(['every', 'end'])
    .default('end')
    .describe('Whether the target belongs to every step or to the end of the sequence.'),
  targetAs: z
    .enum(['classes', 'values', 'tags'])
    .optional()
    .describe(
      'What targets are: one class each; values to predict; or tags, of which each is there (1) or not (0), so that ' +
        'several may be there at once. Default: classes if they are words, integers or one-hot vectors.',
    ),
  noTarget,
  symbols: z
    .int()
    .min(2)
    .max(65_536)
    .optional()
    .describe('Read the single input column as symbol numbers 0 ... symbols-1.'),
  classes: z
    .int()
    .min(2)
    .max(65_536)
    .optional()
    .describe(
      'Read the target as class numbers 0 ... classes-1. Default: integers are classes, whatever numbers name them.',
    ),
  missing: z
    .enum(['drop', 'carry', 'error'])
    .default('error')
    .describe(
      'What to do where an input is missing (empty, NaN, null): leave the step out ("drop"; with "window", the ' +
        'window), repeat the last known value ("carry"), or stop ("error").',
    ),
  window: z
    .strictObject({
      length: z.int().min(2).max(10_000).describe('Steps of a window.'),
      stride: z
        .int()
        .min(1)
        .max(10_000)
        .optional()
        .describe('Steps from one window to the next. Default: the length, so that windows do not overlap.'),
    })
    .optional()
    .describe(
      'Cut long series into windows. The last part of each series (`validationSplit`) is held out, and no window ' +
        'crosses the border.',
    ),
  standardize: z
    .boolean()
    .optional()
    .describe(
      'Whether columns of real values get mean 0 and variance 1, by the training part alone. Losses are shown in the ' +
        "data's own units. Default: true; false for a network with given weights.",
    ),
  source,
  tokens: z
    .enum(['characters', 'words'])
    .default('words')
    .describe('With a text and its label in each row or line: unit of a time step.'),
  alphabet: z
    .int()
    .min(2)
    .max(4096)
    .default(256)
    .describe('Of texts: number of symbols, the most frequent ones, and one last symbol for all rarer ones.'),
  validationSplit,
});

const text = z.strictObject({
  task: z.literal('text').describe('Predict the next character, or the next word, of a text file (UTF-8).'),
  path: z.string().min(1).describe('The text file, relative to this config.'),
  length: z
    .int()
    .min(1)
    .max(10_000)
    .default(32)
    .describe('Characters or words per sequence. The text is cut into windows of `length` + 1 that do not overlap.'),
  tokens: z
    .enum(['characters', 'words'])
    .default('characters')
    .describe('Unit of a time step. With `words`, each punctuation mark is a separate word.'),
  fold: z.boolean().default(true).describe('Convert capitals to lower case, and any run of white space to one space.'),
  alphabet: z
    .int()
    .min(2)
    .max(4096)
    .default(32)
    .describe('Number of symbols: the most frequent ones, and one last symbol for all rarer ones.'),
  windows: z
    .int()
    .min(16)
    .max(1_000_000)
    .optional()
    .describe('Maximum number of windows, spread evenly over the text. Default: all windows.'),
  validationSplit,
});

const recordedPath = z
  .string()
  .min(1)
  .describe(
    'A .npy array of states, or an array of an .npz ("states.npz#lstm/c"): [samples, length, units], or [samples, ' +
      'units] for a layer without a time axis. `{epoch}` in the path is replaced by each of `epochs`.',
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
          'backward layer the one at the first step. "both": the first half of the units reads forward, the second ' +
          'backward. Default: "both" if the type is "bidirectional", "forward" otherwise.',
      ),
    stochastic: z
      .boolean()
      .default(false)
      .describe('Whether the states are random samples (a variational code). If so, no noise is declared on them.'),
  }),
]);

const activations = z.strictObject({
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

/** Source of the sequences. */
export const dataSchema = z
  .discriminatedUnion('task', [...generatedTasks, file, text, activations])
  .describe('The sequences to train on and to analyze.');

export type DataConfig = z.output<typeof dataSchema>;
/** Tasks whose sequences are generated, so that their sizes are known before the run. */
export type GeneratedData = Exclude<DataConfig, { task: 'file' | 'text' | 'activations' }>;
/** Data of files whose law the config may name. */
export type FiledData = Extract<DataConfig, { task: 'file' | 'activations' }>;
export type SourceConfig = NonNullable<FiledData['source']>;

export const isGenerated = (data: DataConfig): data is GeneratedData =>
  data.task !== 'file' && data.task !== 'text' && data.task !== 'activations';

/** Steps of a sequence of a generated task. */
export function stepsOf(data: GeneratedData): number {
  switch (data.task) {
    case 'copyMemory':
      return 2 * data.tokens + data.delay;
    case 'mqar':
      return 3 * data.pairs + data.gap;
    default:
      return data.length;
  }
}
