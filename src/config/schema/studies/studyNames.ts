// Apart from the schemas: the page reads it, and zod needs more than the page's policy of scripts allows.

const named = { select: true, compress: true, robustness: true, uncertainty: true, enhance: true };

export type StudyName = keyof typeof named;

const isStudyName = (name: string): name is StudyName => Object.hasOwn(named, name);

/** All studies, in the order in which they run and are shown. */
export const studyNames: readonly StudyName[] = Object.keys(named).filter(isStudyName);

/** Studies are of the model alone. */
export function withoutStudies<Config extends Partial<Record<StudyName, unknown>>>(
  config: Config,
): Omit<Config, StudyName> {
  const { select, compress, robustness, uncertainty, enhance, ...rest } = config;
  return rest;
}
