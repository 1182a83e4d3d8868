import * as z from 'zod';
import { seeds } from './seeds';

const rankingMethods = ['cmim', 'mrmr', 'jmi'] as const;
export type RankingMethod = (typeof rankingMethods)[number];

/** Chooses input columns by information, and trains the network on them. */
export const selectSchema = z
  .strictObject({
    method: z
      .enum(rankingMethods)
      .default('cmim')
      .describe(
        'How the input columns are ranked. `cmim`: by the least information about the target that a column adds to ' +
          'any one chosen before (Fleuret 2004). `mrmr`: by its information about the target less its mean ' +
          'information about the chosen ones (Peng et al. 2005). `jmi`: by the mean information that it adds to the ' +
          'chosen ones (Brown et al. 2012).',
      ),
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

export type SelectConfig = z.output<typeof selectSchema>;
