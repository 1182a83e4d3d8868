import * as z from 'zod';
import { rankingMethod } from '../ranking';
import { seeds } from '../seeds';

/** Removes units of a layer by information, and trains what is left a little longer. */
export const compressSchema = z
  .strictObject({
    layer: z
      .string()
      .min(1)
      .describe('The layer whose units are removed: a recurrent layer, a dense layer before the head or an embedding.'),
    method: rankingMethod('gaussian'),
    rotate: z
      .boolean()
      .optional()
      .describe(
        'Whether an embedding is turned into its principal components before any are removed: uncorrelated ' +
          'coordinates, ranked by information. Those of most variance are then a further way of choosing. Default: ' +
          'true for an embedding; other layers cannot be rotated.',
      ),
    sizes: z
      .array(z.int().min(1).max(4096))
      .min(1)
      .max(16)
      .optional()
      .describe('Numbers of units to keep. Default: a half, a quarter and an eighth of the units.'),
    epochs: z
      .int()
      .min(1)
      .max(100_000)
      .optional()
      .describe(
        'Epochs of training after units were removed, of the training sequences and, for classes, two spoiled copies ' +
          'of them. Default: a quarter of the epochs of training.',
      ),
    seeds,
  })
  .describe(
    'A study: trains the network, keeps the units of a layer that tell most about the target, and trains what is ' +
      'left again to say what the whole network says, beside as many units chosen by the size of their weights, and ' +
      'at random. Units are removed at once and by halves; the network that is nearer to the whole one counts.',
  );
