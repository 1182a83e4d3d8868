import { sentence, type Sentence } from '../../../../base/sentence';
import { targetShape } from '../../../layers/targets';
import type { AnalysisConfig } from '../../config';
import type { StudyNeeds } from '../studyNeeds';

/** What the study needs beside what all need. */
export const attributionNeeds: StudyNeeds = { judgedByTarget: true, problem };

/** Why the information behind answers cannot be placed; undefined where it can. */
function problem({ data }: AnalysisConfig): Sentence | undefined {
  const shape = targetShape(data);
  if (shape !== undefined && shape !== 'none' && shape.classes === undefined)
    return sentence('"attribution" is about classes, and these targets are values. Remove it.');
  return undefined;
}
