import { sentence, type Sentence } from '../../../../base/sentence';
import { seesAhead } from '../../../layers/layerTraits';
import type { AnalysisConfig } from '../../config';
import type { LayerConfig } from '../../layers';
import type { StudyNeeds } from '../studyNeeds';

/** Others that read a single step read it at every step of their own. */
const keepsEndAlone = (layer: LayerConfig): boolean =>
  ('returnSequences' in layer && layer.returnSequences === false) || ('steps' in layer && layer.steps === 'end');

/** What the study needs beside what all need. */
export const translationNeeds: StudyNeeds = { judgedByTarget: true, problem };

/** Why translations cannot be judged; undefined where they can. */
function problem({ data, model }: AnalysisConfig): Sentence | undefined {
  if (data.task !== 'pairs')
    return sentence(
      '"translation" is about pairs of sentences. Give them: "data": { "task": "pairs", "path": "pairs.tsv", ' +
        '"source": "en", "target": "de" }.',
    );
  // The input at a step is the target of the step before, so that a layer that reads ahead would read its answer.
  const ahead = model.layers.find((layer) => seesAhead(layer) || keepsEndAlone(layer));
  if (ahead)
    return ahead.type === 'attention'
      ? sentence('"{0}" would read the words that it has to predict. Add "causal": true.', ahead.name)
      : sentence(
          '"{0}" would read the words that it has to predict. Take a layer that reads forward alone, at every step.',
          ahead.name,
        );
  if (model.weights !== undefined)
    return sentence(
      '"{0}" trains every network from its first weights, for every seed. Remove "weights".',
      'translation',
    );
  return undefined;
}
