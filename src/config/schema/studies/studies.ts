import type * as z from 'zod';
import { attributionSchema } from './attribution';
import { compressSchema } from './compress';
import { enhanceSchema } from './enhance';
import { robustnessSchema } from './robustness';
import { selectSchema } from './select';
import { sweepSchema } from '../sweep';
import { translationSchema } from './translation';
import { uncertaintySchema } from './uncertainty';
import type { StudyName } from './studyNames';

/**
 * The studies that a config may ask for, by its keys: what the information is good for. A new one has its name in
 * `studyNames.ts`, its schema here, and its rows in `analysis/studies/table.ts` and `analysis/studies/sayings.ts`.
 */
export const studySchemas = {
  sweep: sweepSchema.optional(),
  select: selectSchema.optional(),
  compress: compressSchema.optional(),
  robustness: robustnessSchema.optional(),
  uncertainty: uncertaintySchema.optional(),
  enhance: enhanceSchema.optional(),
  translation: translationSchema.optional(),
  attribution: attributionSchema.optional(),
} satisfies Record<StudyName, z.ZodType>;
