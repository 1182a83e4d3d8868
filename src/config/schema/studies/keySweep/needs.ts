import type { StudyNeeds } from '../studyNeeds';

/** Each value is an analysis of its own, of whatever kind: the checks of its whole config say what it needs. */
export const keySweepNeeds: StudyNeeds = { judgedByTarget: false, analysesAny: true, problem: () => undefined };
