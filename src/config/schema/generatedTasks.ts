import * as z from 'zod';
import { generated, length, symbols } from './taskKeys';
import { trials } from './trialsData';

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
      'Predict the next symbol of a symmetric Markov chain, or of its noisy observation (a hidden Markov model), ' +
        'or of a process known by name.',
    ),
  process: z
    .enum(['goldenMean', 'even', 'rrxor', 'mess3'])
    .optional()
    .describe(
      'A process of computational mechanics instead (Shai et al. 2024): `goldenMean` (no two zeros in a row), `even` ' +
        '(ones in runs of even length), `rrxor` (two fair bits, then their exclusive or), `mess3` (three hidden ' +
        'states). It decides `symbols`, `flip`, `hidden` and `noise`.',
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
const tomitaNames = ['tomita1', 'tomita2', 'tomita3', 'tomita4', 'tomita5', 'tomita6', 'tomita7'] as const;
export type TomitaName = (typeof tomitaNames)[number];
export const automata = ['flipFlop', 'parity', 'counter', 'A5', 'S5', 'Z60', ...tomitaNames, 'dyck'] as const;

const automaton = z.strictObject({
  task: z
    .literal('automaton')
    .describe('Follow a finite automaton that random symbols drive; the target is its state at every step.'),
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
        '(Merrill et al. 2024). `tomita1` ... `tomita7`: the languages of Tomita (1982), driven by fair bits. ' +
        '`dyck`: brackets of `kinds` kinds, at most `depth` deep, each drawn only where it is allowed (Hewitt et ' +
        'al. 2020).',
    ),
  modulus: z.int().min(2).max(256).default(5).describe('With "counter": the number of its states.'),
  rate: z.number().gt(0).max(1).default(0.5).describe('With "flipFlop": probability of a pulse at a step.'),
  kinds: z.int().min(1).max(64).default(2).describe('With "dyck": kinds of brackets.'),
  depth: z.int().min(1).max(64).default(3).describe('With "dyck": the most brackets that are open at once.'),
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

const selectiveCopy = z.strictObject({
  task: z
    .literal('selectiveCopy')
    .describe(
      'Symbols at random places among blanks, then markers: at each marker, repeat the next symbol (Gu and Dao 2023).',
    ),
  symbols: symbols.default(8),
  tokens: z.int().min(1).max(1000).default(4).describe('Number of symbols to keep.'),
  blanks: z.int().min(0).max(10_000).default(8).describe('Number of blanks among the symbols.'),
  ...generated,
});

const inductionHead = z.strictObject({
  task: z
    .literal('inductionHead')
    .describe(
      'Random symbols with one trigger among them, and the trigger again at the end: the target there is the symbol ' +
        'that followed the first one (Olsson et al. 2022).',
    ),
  symbols: symbols.default(8),
  length: length.min(4).default(16),
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

const narma = z.strictObject({
  task: z.literal('narma').describe('Predict a nonlinear moving average of order 10 of random inputs (NARMA-10).'),
  length: length.min(2).default(50),
  ...generated,
});

const horizon = z.int().min(1).max(1000);

const mackeyGlass = z.strictObject({
  task: z.literal('mackeyGlass').describe('Predict a chaotic series with a delay (Mackey and Glass 1977).'),
  delay: z.int().min(2).max(100).default(17).describe('The delay in units of time; from 17 on the series is chaotic.'),
  horizon: horizon.default(6).describe('How many steps ahead the target lies.'),
  length: length.min(2).default(50),
  ...generated,
});

const lorenz = z.strictObject({
  task: z.literal('lorenz').describe('Predict one coordinate of the Lorenz system from its past (Lorenz 1963).'),
  stride: z.int().min(1).max(100).default(5).describe('Steps of .01 units of time between two inputs.'),
  horizon: horizon.default(1).describe('How many steps ahead the target lies.'),
  length: length.min(2).default(50),
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
export const generatedTasks = [
  delayedCopy,
  parity,
  markov,
  automaton,
  copyMemory,
  selectiveCopy,
  inductionHead,
  mqar,
  adding,
  narma,
  mackeyGlass,
  lorenz,
  gaussianProcess,
  gaussianNoise,
  trials,
] as const;
