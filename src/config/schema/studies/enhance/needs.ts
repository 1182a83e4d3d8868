import { sentence, type Sentence } from '../../../../base/sentence';
import { headsOf } from '../../../layers/heads';
import type { AnalysisConfig } from '../../config';
import type { StudyNeeds } from '../studyNeeds';

/** What the study needs beside what all need. */
export const enhanceNeeds: StudyNeeds = { judgedByTarget: false, problem };

/** Why networks cannot be trained to give clean values back; undefined where they can. */
function problem({ data, model, networks = {} }: AnalysisConfig): Sentence | undefined {
  const corrupt = data.task === 'activations' ? undefined : data.corrupt;
  if (corrupt?.training === undefined)
    return sentence(
      '"enhance" needs spoiled inputs. Add to the data: {0}.',
      '"corrupt": { "by": "noise", "training": 0.4 }',
    );
  if (corrupt.by === 'substitute') return sentence('"enhance" is about values, and symbols have none. Remove it.');
  const all = [model, ...Object.values(networks)];
  if (!all.every(({ layers }) => headsOf(layers).some(({ target }) => target === 'clean')))
    return sentence('"enhance" needs a head that gives clean values back: {0}.', '"head": { "target": "clean" }');
  if (all.some(({ weights }) => weights !== undefined))
    return sentence('"{0}" trains every network from its first weights, for every seed. Remove "weights".', 'enhance');
  return undefined;
}
