import type { StudyPoint, StudyRank } from './studies/choosing/records';
import { type AttributionLists, attributionRecords } from './studies/attribution/records';
import { type EnhanceLists, enhanceRecords } from './studies/enhance/records';
import { type GeneralisationLists, generalisationRecords } from './studies/generalisation/records';
import { type KeySweepLists, keySweepRecords } from './studies/keySweep/records';
import { type RobustnessLists, robustnessRecords } from './studies/robustness/records';
import { type TranslationLists, translationRecords } from './studies/translation/records';
import { type UncertaintyLists, uncertaintyRecords } from './studies/uncertainty/records';
import type { Records } from './studies/records';

export type * from './studies/attribution/records';
export type * from './studies/choosing/records';
export type * from './studies/enhance/records';
export type * from './studies/generalisation/records';
export type * from './studies/keySweep/records';
export type * from './studies/robustness/records';
export type * from './studies/translation/records';
export type * from './studies/uncertainty/records';

/** The lists that studies keep in a document, by their names there: what each is a list of. */
export interface StudyLists
  extends
    RobustnessLists,
    UncertaintyLists,
    EnhanceLists,
    GeneralisationLists,
    TranslationLists,
    AttributionLists,
    KeySweepLists {}

export const studyRecords = {
  ...robustnessRecords,
  ...uncertaintyRecords,
  ...enhanceRecords,
  ...generalisationRecords,
  ...translationRecords,
  ...attributionRecords,
  ...keySweepRecords,
} satisfies Records<StudyLists>;

export type StudyList = keyof StudyLists;

export const isStudyList = (name: string): name is StudyList => Object.hasOwn(studyRecords, name);

type KeyOf<List extends StudyList> = (typeof studyRecords)[List]['key'][number] & keyof StudyLists[List];

/** What names one record of a list. */
export type StudySource = {
  [List in StudyList]: { readonly in: List } & Pick<StudyLists[List], KeyOf<List>>;
}[StudyList];

/**
 * The studies of a run: each network that those train that choose among members, how they ranked these, and the lists
 * of the others, absent without their study.
 */
export type Studies = { points: StudyPoint[]; ranks: StudyRank[] } & { [List in StudyList]?: StudyLists[List][] };
