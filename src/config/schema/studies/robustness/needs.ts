import { sentence, type Sentence } from '../../../../base/sentence';
import type { AnalysisConfig } from '../../config';
import type { StudyNeeds } from '../studyNeeds';

/** What the study needs beside what all need. */
export const robustnessNeeds: StudyNeeds = { judgedByTarget: true, problem };

/** Why networks cannot be set side by side on spoiled sequences; undefined where they can. */
function problem({ data, model, networks = {} }: AnalysisConfig): Sentence | undefined {
  const corrupt = data.task === 'activations' ? undefined : data.corrupt;
  if (corrupt?.levels === undefined)
    return sentence(
      '"robustness" spoils held-out sequences. Say how in the data: "corrupt": { "by": "snr", "levels": [20, 10, 5, ' +
        '0] }.',
    );
  if (corrupt.heldOut !== undefined)
    return sentence('"robustness" begins with clean held-out sequences. Remove "heldOut" from "corrupt".');
  if (model.weights !== undefined || Object.values(networks).some(({ weights }) => weights !== undefined))
    return sentence('"robustness" trains every network from its first weights, for every seed. Remove "weights".');
  return undefined;
}
