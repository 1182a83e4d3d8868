import { sentence, type Sentence } from '../../../../base/sentence';
import { headsOf } from '../../../layers/heads';
import { unitsOf } from '../../../layers/layerTraits';
import type { AnalysisConfig } from '../../config';
import type { StudyNeeds } from '../studyNeeds';

/** Members of which all pairs can be looked at. */
const mostPaired = 128;

/** Types whose arrays hold units in blocks, in Keras's shapes. */
const compressible: readonly string[] = [
  ...['simpleRNN', 'lstm', 'gru', 'minGRU', 'minLSTM', 'indRNN'],
  ...['dense', 'embedding'],
];

/** What the study needs beside what all need. */
export const compressNeeds: StudyNeeds = { judgedByTarget: true, problem };

function problem({ model: { layers }, compress }: AnalysisConfig): Sentence | undefined {
  const name = compress?.layer ?? '';
  const layer = layers.find((each) => each.name === name);
  const heads = headsOf(layers).map((head) => head.name);
  const others = layers
    .filter((each) => compressible.includes(each.type) && !heads.includes(each.name))
    .map((each) => `"${each.name}"`);
  if (!layer)
    return sentence(
      '"compress" names the layer "{0}", which is not there. Name one of these: {1}.',
      name,
      others.join(', '),
    );
  if (!others.includes(`"${name}"`) || ('bottleneck' in layer && layer.bottleneck !== undefined))
    return sentence('Units of "{0}" cannot be removed. Name one of these: {1}.', name, others.join(', '));
  if (compress?.rotate === true && layer.type !== 'embedding')
    return sentence('The units of "{0}" cannot be rotated: only those of an embedding can. Remove "rotate".', name);
  const units = unitsOf(layer) ?? 0;
  if (compress?.method !== 'gaussian' && units > mostPaired)
    return sentence(
      '"{0}" has {1} units, and all pairs of more than {2} are too many. Set "method" to "gaussian".',
      name,
      units,
      mostPaired,
    );
  const beyond = compress?.sizes?.find((size) => size >= units);
  if (beyond !== undefined)
    return sentence(
      '"{0}" has {1} units, and a size of {2} does not reduce them. Ask for smaller sizes.',
      name,
      units,
      beyond,
    );
  return undefined;
}
