import * as z from 'zod';

const level = z.number();

/** What spoils inputs, and how much of it. */
export const corrupt = z
  .strictObject({
    by: z
      .enum(['noise', 'snr', 'drop', 'substitute'])
      .describe(
        'What spoils the inputs, and the unit of its levels. `noise`: Gaussian noise of this standard deviation, in ' +
          "the data's own units. `snr`: Gaussian noise at this ratio of signal to noise, in dB: its variance in each " +
          'column is that of the training sequences, divided by 10^(level/10). `drop`: the probability that a step ' +
          'is lost and shows the means of its columns. `substitute`: the probability that a symbol is another one, ' +
          'all equally likely. Of pairs of sentences, `drop` leaves words of a translation out.',
      ),
    training: level.optional().describe('Level for the training sequences. Default: they stay clean.'),
    heldOut: level
      .optional()
      .describe('Level for the held-out sequences, which are analyzed. Default: they stay clean.'),
    levels: z
      .array(level)
      .min(1)
      .max(16)
      .optional()
      .describe(
        'Levels for the held-out sequences in the study "robustness", which also reads them clean; of pairs of ' +
          'sentences, for the words of their translations in the study "translation".',
      ),
  })
  .optional()
  .describe('Spoils inputs on purpose; targets stay as they are. The seed draws what is spoiled.');

export type Corruption = NonNullable<z.output<typeof corrupt>>;
