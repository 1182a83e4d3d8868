import { sentence, type Sentence } from '../../base/sentence';
import { headsOf } from '../layers/heads';
import { sweptKeys } from '../layers/sweptKeys';
import { targetShape } from '../layers/targets';
import type { AnalysisConfig } from '../schema/config';
import { attributionNeeds } from '../schema/studies/attribution/needs';
import { compressNeeds } from '../schema/studies/compress/needs';
import { enhanceNeeds } from '../schema/studies/enhance/needs';
import { generalisationNeeds } from '../schema/studies/generalisation/needs';
import { keySweepNeeds } from '../schema/studies/keySweep/needs';
import { robustnessNeeds } from '../schema/studies/robustness/needs';
import { selectNeeds } from '../schema/studies/select/needs';
import { translationNeeds } from '../schema/studies/translation/needs';
import { uncertaintyNeeds } from '../schema/studies/uncertainty/needs';
import { askedStudies, type StudyName } from '../schema/studies/studyNames';
import type { StudyNeeds } from '../schema/studies/studyNeeds';
import { error, type Finding } from '../text/problem';

/** What each study needs; apart from their schemas, of which the type of a config is made. */
const needs: Readonly<Record<StudyName, StudyNeeds>> = {
  select: selectNeeds,
  compress: compressNeeds,
  robustness: robustnessNeeds,
  uncertainty: uncertaintyNeeds,
  enhance: enhanceNeeds,
  sweep: generalisationNeeds,
  translation: translationNeeds,
  attribution: attributionNeeds,
};

/** Whether the studies that a config asks for can be done. */
export function checkStudies(config: AnalysisConfig): Finding[] {
  return askedStudies(config).flatMap((name) => {
    const own = name === 'sweep' && sweptKeys(config.sweep).length > 0 ? keySweepNeeds : needs[name];
    const { problem, findings } = own;
    const said = (own.analysesAny ? undefined : commonProblem(config, name)) ?? problem(config);
    if (said) return [{ ...error([], said), key: name }];
    return findings?.(config) ?? [];
  });
}

/** Each study trains the network anew, and most judge it by its target. */
function commonProblem({ data, training, model }: AnalysisConfig, name: StudyName): Sentence | undefined {
  if (data.task === 'activations')
    return sentence('"{0}" trains networks, and these states were recorded elsewhere. Remove it.', name);
  if (training.epochs === 0) return sentence('"{0}" trains networks, so "epochs" must be above 0.', name);
  const isPredicted = targetShape(data) !== 'none' && headsOf(model.layers).some(({ target }) => target === 'Y');
  if (needs[name].judgedByTarget && !isPredicted)
    return sentence('"{0}" judges networks by the target, so a head must predict it.', name);
  return undefined;
}
