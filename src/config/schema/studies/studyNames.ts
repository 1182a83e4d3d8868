// Apart from the schemas: the page reads it, and zod needs more than the page's policy of scripts allows.

const named = {
  select: true,
  compress: true,
  robustness: true,
  uncertainty: true,
  enhance: true,
  sweep: true,
  translation: true,
  attribution: true,
};

export type StudyName = keyof typeof named;

const isStudyName = (name: string): name is StudyName => Object.hasOwn(named, name);

/** All studies, in the order in which they run and are shown. */
export const studyNames: readonly StudyName[] = Object.keys(named).filter(isStudyName);

type Asked = Partial<Record<Exclude<StudyName, 'sweep'>, unknown>> & { readonly sweep?: object | undefined };

/** Whether a config asks for a study. A sweep is one only where it chooses its beta. */
export const isAsked = ({ sweep, ...others }: Asked, name: StudyName): boolean =>
  name === 'sweep'
    ? sweep !== undefined && 'select' in sweep && sweep.select !== undefined
    : others[name] !== undefined;

/** The studies that a config asks for, in the order in which they run. */
export const askedStudies = (config: Asked): StudyName[] => studyNames.filter((name) => isAsked(config, name));

/** Studies are of the model alone. */
export function withoutStudies<Config extends Partial<Record<StudyName, unknown>>>(
  config: Config,
): Omit<Config, StudyName> {
  const { select, compress, robustness, uncertainty, enhance, sweep, translation, attribution, ...rest } = config;
  return rest;
}
