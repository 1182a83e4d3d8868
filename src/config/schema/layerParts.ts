import { namePattern } from './namePattern';
import * as z from 'zod';

export const name = z
  .string()
  .regex(namePattern)
  .optional()
  .describe('Name of the layer in charts, CodeLens and the result. Default: the type and a number.');
export const units = z.int().min(1).max(16_384).describe('Number of units.');

export const useBias = z
  .boolean()
  .optional()
  .describe('Whether the layer has a bias. Default: as in `weights`, or else true.');

export const skip = z
  .array(z.string().min(1))
  .min(1)
  .optional()
  .describe(
    'Names of earlier layers (or "X", the input) whose outputs this layer reads too, concatenated with the ' +
      'output of the layer before it.',
  );

export const input = z
  .string()
  .min(1)
  .optional()
  .describe(
    'The earlier layer (or "X", the input) that this layer reads, instead of the layer before it. This makes a branch.',
  );

export const residual = z
  .boolean()
  .optional()
  .describe("Adds the layer's input to its output (He et al. 2016). Both must have the same number of units.");

/** Key of everything with a rate in its loss. */
export const rated = {
  warmup: z
    .strictObject({
      epochs: z
        .int()
        .min(1)
        .max(100_000)
        .describe(
          '`linear`: epochs in which the weight of the rate rises from 0 to 1/beta; `cyclic`: epochs per cycle.',
        ),
      shape: z
        .enum(['linear', 'cyclic'])
        .default('linear')
        .describe(
          '`linear`: the weight rises once, then stays at 1/beta; `cyclic`: in every cycle it rises in the ' +
            'first half and stays at 1/beta in the second (Fu et al. 2019).',
        ),
    })
    .optional()
    .describe(
      'Starts training with a low weight of the rate and raises it, so that the network can learn a code ' +
        'before its rate is charged in full. Validation always counts the whole rate.',
    ),
};

/** Keys of every Gaussian code. */
export const code = {
  prior: z
    .enum(['standard', 'marginal', 'mixture'])
    .default('standard')
    .describe(
      'Prior for the rate of the codes: the standard normal, a learned diagonal Gaussian, or a learned ' +
        'mixture of diagonal Gaussians. Clustered codes need the mixture.',
    ),
  components: z.int().min(2).max(256).optional().describe('Number of Gaussians in a mixture prior. Default: 8.'),
  ...rated,
};
