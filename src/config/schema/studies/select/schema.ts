import * as z from 'zod';
import { rankingMethod } from '../ranking';
import { seeds } from '../seeds';

/** Chooses input columns by information, and trains the network on them. */
export const selectSchema = z
  .strictObject({
    method: rankingMethod('cmim'),
    counts: z
      .array(z.int().min(1).max(512))
      .min(1)
      .max(16)
      .optional()
      .describe(
        'Numbers of columns with which the network is trained anew, the best first. Default: 1, 2, 4, 8 and so on, ' +
          'below the number of all columns.',
      ),
    seeds,
  })
  .describe(
    'A study: ranks the input columns by their information about the target on the training sequences, and trains ' +
      'the network on the best few, beside as many random ones, and on all.',
  );
