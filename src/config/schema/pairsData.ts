import * as z from 'zod';
import { corrupt } from './corrupt';
import { validationSplit } from './filedParts';

/** Sentences with their translations. */
export const pairs = z.strictObject({
  task: z
    .literal('pairs')
    .describe(
      'Sentences and their translations. A sequence is the source sentence, padded to `length` words, then the ' +
        'translation; at every step of the translation the target is its next word, after the last one its end.',
    ),
  path: z
    .string()
    .min(1)
    .describe(
      'A .tsv file (UTF-8), relative to this config: a line with the names of the columns, then a pair a line.',
    ),
  source: z.string().min(1).describe('The column of the source sentences.'),
  target: z.string().min(1).describe('The column of the reference translations, which the network learns.'),
  candidates: z
    .array(z.string().min(1))
    .min(1)
    .max(16)
    .optional()
    .describe('Columns of other translations of the same sentences, which the study "translation" judges.'),
  length: z
    .int()
    .min(1)
    .max(200)
    .default(16)
    .describe('Words of the longest sentences. Pairs with a longer one, on any side, are left out.'),
  alphabet: z
    .int()
    .min(4)
    .max(4096)
    .default(256)
    .describe(
      'Symbols of each side: the most frequent words of the training pairs, one symbol for all rarer words and those ' +
        'that occur once, and one for the end. The inputs have twice as many, the head has this many.',
    ),
  validationSplit,
  corrupt,
});
