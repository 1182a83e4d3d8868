import { z } from 'zod';

/** A grid of beta over which the network's bottlenecks are trained, to draw the information-bottleneck curve. */
export const sweepSchema = z.strictObject({
  beta: z.strictObject({
    from: z.number().positive().describe('Smallest beta: compresses most.'),
    to: z.number().positive().describe('Largest beta: keeps most.'),
    steps: z.int().min(2).max(200).default(8).describe('How many betas, in logarithmic steps.'),
  }).describe('The grid, from the smallest to the largest weight of relevance.'),
}).describe('Train over a grid of beta and draw rate against relevance.');

export type SweepConfig = z.output<typeof sweepSchema>;
