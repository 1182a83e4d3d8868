import * as z from 'zod';

/** Repetitions of a study. */
export const seeds = z
  .int()
  .min(1)
  .max(50)
  .default(5)
  .describe('Number of repetitions, each with its own initial weights, order of batches and random choice.');
