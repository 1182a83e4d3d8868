import { sentence, type Sentence } from '../../../../base/sentence';
import { inputShape } from '../../../layers/targets';
import { error, type Finding } from '../../../text/problem';
import type { AnalysisConfig } from '../../config';
import type { StudyNeeds } from '../studyNeeds';
import { tooManyColumns } from './tooManyColumns';

/** What the study needs beside what all need. */
export const selectNeeds: StudyNeeds = { judgedByTarget: true, problem, findings };

function problem({ data, model }: AnalysisConfig): Sentence | undefined {
  const shape = inputShape(data);
  if (shape?.discrete === true)
    return sentence(
      'The inputs are symbols, which have no columns to choose from. Remove "select", or give real values.',
    );
  if (shape && shape.features < 2)
    return sentence('The inputs have one column, so there is nothing to choose. Remove "select".');
  if (model.weights !== undefined)
    return sentence('"select" trains networks with fewer inputs, which given weights do not fit. Remove "weights".');
  return undefined;
}

/** Numbers of columns that are not fewer than all, where the data tell how many there are. */
function findings({ data, select }: AnalysisConfig): Finding[] {
  const features = inputShape(data)?.features;
  if (features === undefined) return [];
  return (select?.counts ?? []).flatMap((count, i) =>
    count >= features ? [error(['select', 'counts', i], tooManyColumns(features, count))] : [],
  );
}
