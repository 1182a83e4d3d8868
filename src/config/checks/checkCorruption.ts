import { sentence, type Sentence } from '../../base/sentence';
import { inputShape } from '../layers/targets';
import type { AnalysisConfig } from '../schema/config';
import type { Corruption } from '../schema/corrupt';
import { isGenerated } from '../schema/data';
import { error, type Finding, warning } from '../text/problem';

/** Whether inputs can be spoiled as the config asks for, and whether what is known of clean ones is still asked for. */
export function checkCorruption(config: AnalysisConfig): Finding[] {
  const { data, analysis, robustness } = config;
  if (data.task === 'activations' || data.corrupt === undefined) return [];
  if (data.task === 'pairs') return checkSpoiledWords(data.corrupt, config);
  const { by, training, heldOut, levels = [] } = data.corrupt;
  const path = ['data', 'corrupt'];
  const symbols = inputShape(data)?.discrete;
  const problem = symbols === undefined ? undefined : corruptionProblem(by, symbols);
  if (problem) return [error([...path, 'by'], problem)];
  const places = [
    { at: ['training'], level: training },
    { at: ['heldOut'], level: heldOut },
    ...levels.map((level, i) => ({ at: ['levels', i], level })),
  ];
  const wrong = places.flatMap(({ at, level }): Finding[] => {
    const said = level === undefined ? undefined : levelProblem(by, level);
    return said ? [error([...path, ...at], said)] : [];
  });
  if (wrong.length > 0) return wrong;
  if (training === undefined && heldOut === undefined && levels.length === 0)
    return [
      error(
        path,
        sentence('Nothing is spoiled. Give a level for "training" or "heldOut", or "levels" for "robustness".'),
      ),
    ];
  if (heldOut !== undefined && data.task !== 'file')
    return [
      error(
        [...path, 'heldOut'],
        sentence(
          'What is known of this task holds for clean sequences. Spoil the training sequences alone, or give ' +
            '"levels" for the study "robustness".',
        ),
      ),
    ];
  if (heldOut !== undefined && data.task === 'file' && data.source !== undefined)
    return [
      error(
        [...path, 'heldOut'],
        sentence('"source" names the law of clean sequences. Remove it, or leave the held-out sequences clean.'),
      ),
    ];
  const hasLaw = isGenerated(data) || (data.task === 'file' && data.source !== undefined);
  if (training !== undefined && hasLaw && analysis.sets?.includes('training') === true)
    return [
      error(
        [...path, 'training'],
        sentence('The law that is known holds for clean sequences. Remove "training" from "sets".'),
      ),
    ];
  if (levels.length > 0 && robustness === undefined)
    return [
      warning(
        [...path, 'levels'],
        sentence('"levels" are read by the study "robustness" alone. Add "robustness": {}.'),
      ),
    ];
  return [];
}

/** Of pairs of sentences, words of held-out translations are spoiled, and nothing else. */
function checkSpoiledWords(
  { by, training, heldOut, levels = [] }: Corruption,
  { translation }: AnalysisConfig,
): Finding[] {
  const path = ['data', 'corrupt'];
  if (by !== 'drop' && by !== 'substitute')
    return [
      error(
        [...path, 'by'],
        sentence('Words have no noise. Set "by" to "substitute", or to "drop", which leaves out.'),
      ),
    ];
  const key = training !== undefined ? 'training' : heldOut !== undefined ? 'heldOut' : undefined;
  if (key !== undefined)
    return [
      error([...path, key], sentence('Of pairs only held-out translations are spoiled: give "levels" in its place.')),
    ];
  const wrong = levels.flatMap((level, i) => {
    const said = levelProblem(by, level);
    return said ? [error([...path, 'levels', i], said)] : [];
  });
  if (wrong.length > 0) return wrong;
  if (levels.length === 0) return [error(path, sentence('Nothing is spoiled. Give "levels": [0.1, 0.2, 0.4].'))];
  return translation === undefined
    ? [
        warning(
          [...path, 'levels'],
          sentence('Of pairs "levels" are read by the study "translation" alone. Add "translation": {}.'),
        ),
      ]
    : [];
}

/** Why inputs of a kind cannot be spoiled like this; undefined where they can. */
export function corruptionProblem(by: Corruption['by'], symbols: boolean): Sentence | undefined {
  if (symbols && by !== 'substitute')
    return sentence('The inputs are symbols, which can only be substituted. Set "by" to "substitute".');
  if (!symbols && by === 'substitute')
    return sentence('The inputs are numbers, not symbols. Set "by" to "noise", "snr" or "drop".');
  return undefined;
}

function levelProblem(by: Corruption['by'], level: number): Sentence | undefined {
  if ((by === 'drop' || by === 'substitute') && (level < 0 || level > 1))
    return sentence('A probability is between 0 and 1, and {0} is not. Give a number from 0 to 1.', String(level));
  if (by === 'noise' && level < 0)
    return sentence('A standard deviation is not negative, and {0} is. Give 0 or more.', String(level));
  return undefined;
}
