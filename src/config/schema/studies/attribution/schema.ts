import * as z from 'zod';
import { seeds } from '../seeds';

/** Says in which steps and columns the information is that answers rest on. */
export const attributionSchema = z
  .strictObject({
    beta: z
      .number()
      .positive()
      .max(100)
      .default(0.05)
      .describe(
        'Weight of a nat that is let through against a nat of lost prediction. A larger one lets less through.',
      ),
    by: z
      .enum(['steps', 'values'])
      .optional()
      .describe(
        'What shares one amount of noise: all columns of a step, or each value by itself (a picture, with its ' +
          'columns as columns). Default: `steps` for symbols, `values` for others.',
      ),
    sequences: z
      .int()
      .min(1)
      .max(1000)
      .default(64)
      .describe('Held-out sequences that are looked into, the first ones.'),
    seeds,
  })
  .describe(
    'A study: trains the model, and puts noise on the inputs of held-out sequences where its answer does not need ' +
      'them. What is let through is the information that the answer rests on, by step and column, an upper bound on ' +
      'average. Beside it: what is left of the answers as steps are removed, those with the most information first, ' +
      'or by attention, by gradient, or at random.',
  );
