import { sentence, type Sentence } from '../../../../base/sentence';
import { targetShape } from '../../../layers/targets';
import type { AnalysisConfig } from '../../config';
import type { StudyNeeds } from '../studyNeeds';

/** What the study needs beside what all need. */
export const uncertaintyNeeds: StudyNeeds = { judgedByTarget: true, problem };

/** Why the doubt of predictions cannot be split; undefined where it can. */
function problem({ data, model: { layers } }: AnalysisConfig): Sentence | undefined {
  const shape = targetShape(data);
  if (shape !== undefined && shape !== 'none' && shape.classes === undefined)
    return sentence('"uncertainty" is about classes, and these targets are values. Remove it.');
  if (!layers.some((layer) => layer.type === 'dropout' && layer.rate > 0))
    return sentence('"uncertainty" draws networks by dropout. Add { "type": "dropout", "rate": 0.2 } before the head.');
  return undefined;
}
