import type * as z from 'zod';
import { sweepSchema } from '../sweep';
import { attributionSchema } from './attribution/schema';
import { compressSchema } from './compress/schema';
import { enhanceSchema } from './enhance/schema';
import { robustnessSchema } from './robustness/schema';
import { selectSchema } from './select/schema';
import type { StudyName } from './studyNames';
import { translationSchema } from './translation/schema';
import { uncertaintySchema } from './uncertainty/schema';

/** The studies that a config may ask for, by its keys: what the information is good for. */
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
