import type { StudyName } from '../../../src/config/schema/studies/studyNames';
import type { Studies } from '../../../src/result/result';
import { attribution } from './attribution';
import { compress } from './compress';
import { enhance } from './enhance';
import { generalisation } from './generalisation';
import { fakeSweep, keySweep } from './keySweep';
import { robustness } from './robustness';
import { select } from './select';
import { translation } from './translation';
import { uncertainty } from './uncertainty';

const fakes: Readonly<Record<StudyName, () => Partial<Studies>>> = {
  select,
  compress,
  robustness,
  uncertainty,
  enhance,
  sweep: () => ({ ...generalisation(), ...keySweep() }),
  translation,
  attribution,
};

/** What a config says where its study's charts read it. */
export const fakeStudySettings = { sweep: fakeSweep };

/** What a document holds of every study. */
export function fakeStudies(): Studies {
  const all = Object.values(fakes).map((fake) => fake());
  return {
    ...all.reduce((together, one) => ({ ...together, ...one }), {}),
    points: all.flatMap(({ points = [] }) => points),
    ranks: all.flatMap(({ ranks = [] }) => ranks),
  };
}
