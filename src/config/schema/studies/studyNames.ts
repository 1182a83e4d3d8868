// Apart from the schemas: the page reads it, and zod needs more than the page's policy of scripts allows.

/** What a key of a config holds, whether or not it asks for a study. */
type Given = object | undefined;

const isGiven = (settings: Given): boolean => settings !== undefined;

const has = (settings: Given, key: string): boolean =>
  settings !== undefined && key in settings && Reflect.get(settings, key) !== undefined;

/** A sweep is a study where it chooses its beta, or goes over other keys. */
const choosesOrCompares = (sweep: Given): boolean => ['select', 'key', 'keys'].some((key) => has(sweep, key));

/** All studies by their keys of the config, in the order in which they run: whether what a key holds asks for one. */
const asks = {
  select: isGiven,
  compress: isGiven,
  robustness: isGiven,
  uncertainty: isGiven,
  enhance: isGiven,
  sweep: choosesOrCompares,
  translation: isGiven,
  attribution: isGiven,
};

export type StudyName = keyof typeof asks;

const isStudyName = (name: string): name is StudyName => Object.hasOwn(asks, name);

/** All studies, in the order in which they run and are shown. */
export const studyNames: readonly StudyName[] = Object.keys(asks).filter(isStudyName);

type Asked = Readonly<Partial<Record<StudyName, Given>>>;

/** Whether a config asks for a study. */
export const isAsked = (config: Asked, name: StudyName): boolean => asks[name](config[name]);

/** The studies that a config asks for, in the order in which they run. */
export const askedStudies = (config: Asked): StudyName[] => studyNames.filter((name) => isAsked(config, name));

/** Studies are of the model alone. */
export function withoutStudies<Config extends object>(config: Config): Omit<Config, StudyName> {
  const rest = { ...config };
  for (const name of studyNames) Reflect.deleteProperty(rest, name);
  return rest;
}
