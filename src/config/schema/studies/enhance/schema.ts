import * as z from 'zod';
import { seeds } from '../seeds';

/** Trains networks to give back what inputs were before they were spoiled. */
export const enhanceSchema = z
  .strictObject({ seeds })
  .describe(
    'A study: trains the model and every one of `networks` to give clean values back from spoiled ones, by a head ' +
      'for "clean", and says how much nearer they come: squared error, PSNR, and information if all values are ' +
      'Gaussian.',
  );
