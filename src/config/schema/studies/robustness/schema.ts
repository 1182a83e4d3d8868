import * as z from 'zod';
import { seeds } from '../seeds';

/** Sets networks side by side on held-out sequences that are spoiled more and more. */
export const robustnessSchema = z
  .strictObject({ seeds })
  .describe(
    'A study: trains the model and every one of `networks`, and reads the held-out sequences clean and at each of ' +
      'the `levels` of `data.corrupt`: accuracy, the information about the target, and the least that the last state ' +
      'before the head holds of the noise.',
  );
