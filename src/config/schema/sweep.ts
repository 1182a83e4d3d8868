import * as z from 'zod';

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
  })
  .describe('Trains over a grid of beta and plots relevance against rate.');

export type SweepConfig = z.output<typeof sweepSchema>;
