import * as z from 'zod';
import { corrupt } from './corrupt';
import { noTarget, validationSplit } from './filedParts';
import { namePattern } from './namePattern';
import { source } from './source';

/** Sequences in files. */
export const file = z.strictObject({
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
    .array(z.union([z.string(), z.int().min(0)]))
    .min(1)
    .optional()
    .describe(
      'Tables: the input columns, by their names. Default: every column but the sequence, the time and the target. ' +
        'Arrays, and a .jsonl file of numbers: the numbers of the input columns, counted from 0. Of a .jsonl file of ' +
        'texts: the key of the text (default: "text").',
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
  corrupt,
});

/** A text that is predicted symbol by symbol. */
export const text = z.strictObject({
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
  corrupt,
});
