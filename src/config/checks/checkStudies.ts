import { sentence, type Sentence } from '../../base/sentence';
import { attributionProblem } from './checkAttribution';
import { robustnessProblem } from './checkRobustness';
import { uncertaintyProblem } from './checkUncertainty';
import { translationProblem } from './checkTranslation';
import { enhanceProblem } from './checkEnhance';
import { heldOutSweepProblem } from './checkHeldOutSweep';
import { headsOf } from '../layers/heads';
import { unitsOf } from '../layers/layerTraits';
import { inputShape, targetShape } from '../layers/targets';
import type { AnalysisConfig } from '../schema/config';
import { askedStudies, type StudyName } from '../schema/studies/studyNames';
import { tooManyColumns } from '../schema/studies/tooManyColumns';
import { error, type Finding } from '../text/problem';

/** What a study needs of the data, the network and the training. */
export function checkStudies(config: AnalysisConfig): Finding[] {
  return askedStudies(config).flatMap((name) => {
    const said = commonProblem(config, name) ?? ownProblem[name](config);
    if (said) return [{ ...error([], said), key: name }];
    return name === 'select' ? countProblems(config) : [];
  });
}

/** Each study trains the network anew and judges it by its target. */
function commonProblem({ data, training, model }: AnalysisConfig, name: StudyName): Sentence | undefined {
  if (data.task === 'activations')
    return sentence('"{0}" trains networks, and these states were recorded elsewhere. Remove it.', name);
  if (training.epochs === 0) return sentence('"{0}" trains networks, so "epochs" must be above 0.', name);
  if (
    name !== 'enhance' &&
    (targetShape(data) === 'none' || !headsOf(model.layers).some(({ target }) => target === 'Y'))
  )
    return sentence('"{0}" judges networks by the target, so a head must predict it.', name);
  return undefined;
}

const ownProblem: Readonly<Record<StudyName, (config: AnalysisConfig) => Sentence | undefined>> = {
  select: selectProblem,
  compress: compressProblem,
  robustness: robustnessProblem,
  uncertainty: uncertaintyProblem,
  enhance: enhanceProblem,
  sweep: heldOutSweepProblem,
  translation: translationProblem,
  attribution: attributionProblem,
};

/** Members of which all pairs can be looked at. */
const mostPaired = 128;

/** Types whose arrays hold units in blocks, in Keras's shapes. */
const compressible: readonly string[] = [
  ...['simpleRNN', 'lstm', 'gru', 'minGRU', 'minLSTM', 'indRNN'],
  ...['dense', 'embedding'],
];

function compressProblem({ model: { layers }, compress }: AnalysisConfig): Sentence | undefined {
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
    return sentence('The units of "{0}" cannot be turned: only those of an embedding can. Remove "rotate".', name);
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
    return sentence('"{0}" has {1} units, so that {2} are not fewer. Ask for smaller sizes.', name, units, beyond);
  return undefined;
}

/** Numbers of columns that are not fewer than all, where the data tell how many there are. */
function countProblems({ data, select }: AnalysisConfig): Finding[] {
  const features = inputShape(data)?.features;
  if (features === undefined) return [];
  return (select?.counts ?? []).flatMap((count, i) =>
    count >= features ? [error(['select', 'counts', i], tooManyColumns(features, count))] : [],
  );
}

function selectProblem({ data, model }: AnalysisConfig): Sentence | undefined {
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
