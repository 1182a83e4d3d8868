import * as z from 'zod';

const rankingMethods = ['cmim', 'mrmr', 'jmi', 'gaussian'] as const;
export type RankingMethod = (typeof rankingMethods)[number];

/** How members (columns of the input, units of a layer) are ranked by information. */
export const rankingMethod = (method: RankingMethod) =>
  z
    .enum(rankingMethods)
    .default(method)
    .describe(
      'How they are ranked by information about the target. `cmim`: by the least that one adds to any that was ' +
        'chosen before (Fleuret 2004). `mrmr`: by its own less the mean that it shares with those chosen before ' +
        '(Peng et al. 2005). `jmi`: by the mean that it adds to those chosen before (Brown et al. 2012). ' +
        '`gaussian`: by what it adds to all chosen before together, if all are Gaussian within each class.',
    );
