import { compressSchema } from './compress';
import { selectSchema } from './select';

/**
 * The studies that a config may ask for, by its keys: what the information is good for. A new one has its schema here,
 * and its rows in `analysis/studies/table.ts` and `analysis/studies/sayings.ts`.
 */
export const studySchemas = { select: selectSchema.optional(), compress: compressSchema.optional() };

export type StudyName = keyof typeof studySchemas;

const named = { select: true, compress: true } satisfies Record<StudyName, true>;
const isStudyName = (name: string): name is StudyName => Object.hasOwn(named, name);

/** All studies, in the order in which they run and are told. */
export const studyNames: readonly StudyName[] = Object.keys(studySchemas).filter(isStudyName);

/** Studies are of the model alone. */
export function withoutStudies<Config extends Partial<Record<StudyName, unknown>>>(
  config: Config,
): Omit<Config, StudyName> {
  const { select, compress, ...rest } = config;
  return rest;
}
