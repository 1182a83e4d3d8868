import * as z from 'zod';

// What files of sequences, texts and recorded states have in common.

export const validationSplit = z
  .number()
  .gt(0)
  .lt(1)
  .default(0.25)
  .describe(
    'Share of the sequences that is held out: used for validation and analysis, never for training. The ' +
      'seed selects them.',
  );

export const noTarget = z
  .number()
  .optional()
  .describe(
    'A number in the targets that stands for "no target here". Default: -100, and also -1 where the other targets of ' +
      'steps are class numbers from 0 and -1 stands before the first or behind the last of a sequence alone.',
  );
