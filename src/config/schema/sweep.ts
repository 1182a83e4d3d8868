import * as z from 'zod';
import { seeds } from './studies/seeds';

/** A grid of beta over which the network's bottlenecks are trained, to draw the information-bottleneck curve. */
export const sweepSchema = z
  .strictObject({
    beta: z
      .strictObject({
        from: z.number().positive().describe('Smallest beta: compresses most.'),
        to: z.number().positive().describe('Largest beta: keeps most.'),
        steps: z.int().min(2).max(200).default(8).describe('Number of betas, spaced logarithmically.'),
      })
      .describe('Grid of beta, from the smallest to the largest weight of relevance.'),
    select: z
      .literal('heldOut')
      .optional()
      .describe(
        'Makes the sweep a study: does a bottleneck help the network with sequences that it was not trained on? ' +
          'Every beta is trained from its first weights for every seed, and so are the same network without the ' +
          'bottleneck and with dropout in its place, each up to its best epoch. One half of the held-out sequences ' +
          'chooses the epoch, the beta and the rate of dropout; the other half gives the figures.',
      ),
    dropout: z
      .array(z.number().gt(0).lt(1))
      .min(1)
      .max(16)
      .optional()
      .describe('Rates of dropout to compare with, where "select" is given. Default: 0.1, 0.3 and 0.5.'),
    seeds: seeds.optional().describe('Repetitions of the study, where "select" is given. Default: 5.'),
  })
  .describe('Trains over a grid of beta and plots relevance against rate, or chooses a beta by held-out loss.');

export type SweepConfig = z.output<typeof sweepSchema>;
