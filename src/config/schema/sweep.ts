import * as z from 'zod';
import { seeds } from './studies/seeds';

const sweptValue = z.union([z.number(), z.string(), z.boolean()]);

const sweptPath = z
  .string()
  .min(1)
  .max(500)
  .describe(
    'The path of a key of this config, as in "model.layers[0].units"; it may be one that is left to its default.',
  );

const sweptValues = z
  .array(sweptValue)
  .min(2)
  .max(64)
  .describe('The values that the key takes, in the order of the chart: numbers, texts, true or false.');

const sweptKey = z.strictObject({ key: sweptPath, values: sweptValues });

/**
 * A grid of beta over which the network's bottlenecks are trained, to draw the information-bottleneck curve; or values
 * of any key, or of two, with each of which the whole config is analyzed.
 */
export const sweepSchema = z
  .strictObject({
    key: sweptPath.optional(),
    values: sweptValues.optional(),
    keys: z
      .array(sweptKey)
      .min(1)
      .max(2)
      .optional()
      .describe(
        'One key with its values, or two that make a grid: [{ "key": "model.layers[0].units", "values": [2, 4, 8] }, ' +
          '{ "key": "data.delay", "values": [1, 3] }].',
      ),
    beta: z
      .strictObject({
        from: z.number().positive().describe('Smallest beta: compresses most.'),
        to: z.number().positive().describe('Largest beta: keeps most.'),
        steps: z.int().min(2).max(200).default(8).describe('Number of betas, spaced logarithmically.'),
      })
      .optional()
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
    seeds: seeds
      .optional()
      .describe(
        'Repetitions, each with a seed of its own, where "select" is given (default: 5) or a key is swept ' +
          '(default: 3).',
      ),
  })
  .describe(
    'Trains over a grid of beta and plots relevance against rate, or chooses a beta by held-out loss; or analyzes ' +
      'the config with every value of any key, or of two, and plots any number against them.',
  );

export type SweepConfig = z.output<typeof sweepSchema>;
