import { sentence, type Sentence } from '../../../../base/sentence';
import { hasRate } from '../../../layers/layerTraits';
import { targetShape } from '../../../layers/targets';
import { canLoseBottleneck } from '../../../layers/withoutBottleneck';
import type { AnalysisConfig } from '../../config';
import type { StudyNeeds } from '../studyNeeds';

/** What the study needs beside what all need. */
export const generalisationNeeds: StudyNeeds = { judgedByTarget: true, problem };

/** Why no beta can be chosen by held-out sequences; undefined where one can. */
function problem({ data, model }: AnalysisConfig): Sentence | undefined {
  const shape = targetShape(data);
  if (shape !== undefined && shape !== 'none' && shape.classes === undefined)
    return sentence(
      '"select" chooses a beta by the cross-entropy of classes, and these targets are values. Remove it.',
    );
  if (model.weights !== undefined)
    return sentence('"{0}" trains every network from its first weights, for every seed. Remove "weights".', 'sweep');
  const other = model.layers.find((layer) => hasRate(layer) && !canLoseBottleneck(layer));
  return (
    other &&
    sentence(
      '"select" compares with the network without its bottleneck, and "{0}" has no such form. Use a bottleneck at ' +
        'every step, or one inside a recurrent layer.',
      other.name,
    )
  );
}
