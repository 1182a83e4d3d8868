import * as z from 'zod';
import { seeds } from '../seeds';

/** Splits the doubt of predictions into that of the data and that of the network. */
export const uncertaintySchema = z
  .strictObject({
    samples: z
      .int()
      .min(2)
      .max(1000)
      .default(30)
      .describe('Networks that are drawn by dropout, with one mask for all steps of a sequence.'),
    seeds,
  })
  .describe(
    'A study: trains the model, which needs dropout, and keeps dropout on while it reads the held-out sequences. The ' +
      'entropy of the mean prediction is the mean entropy of the drawn networks (of the data) and what they disagree ' +
      'about (of the network). Also: is confidence calibrated, and does doubt tell wrong answers from right ones?',
  );
