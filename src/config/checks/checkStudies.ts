import { sentence, type Sentence } from '../../base/sentence';
import { headsOf } from '../layers/heads';
import { inputShape, targetShape } from '../layers/targets';
import type { AnalysisConfig } from '../schema/config';
import { studyNames, type StudyName } from '../schema/studies/studies';
import { error, type Finding } from '../text/problem';

/** What a study needs of the data, the network and the training. */
export function checkStudies(config: AnalysisConfig): Finding[] {
  return studyNames.flatMap((name) => {
    if (config[name] === undefined) return [];
    const said = commonProblem(config, name) ?? ownProblem[name](config);
    return said ? [{ ...error([], said), key: name }] : [];
  });
}

/** Each study trains the network anew and judges it by its target. */
function commonProblem({ data, training, model }: AnalysisConfig, name: StudyName): Sentence | undefined {
  if (data.task === 'activations')
    return sentence('"{0}" trains networks, and these states were recorded elsewhere. Remove it.', name);
  if (training.epochs === 0) return sentence('"{0}" trains networks, so "epochs" must be above 0.', name);
  if (targetShape(data) === 'none' || !headsOf(model.layers).some(({ target }) => target === 'Y'))
    return sentence('"{0}" judges networks by the target, so a head must predict it.', name);
  return undefined;
}

const ownProblem: Readonly<Record<StudyName, (config: AnalysisConfig) => Sentence | undefined>> = {
  select: selectProblem,
};

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
