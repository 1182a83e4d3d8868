import type { SentenceArgument } from '../../../base/sentence';
import { unitWord } from '../../../result/units';
import { targetSentence } from '../../../config/layers/heads';
import type { AnalysisResult, Sentence } from '../../../result/result';
import { amount, roundedDown } from '../../../result/format';
import { cited, valueOf } from '../figures';

/** The information that infomax layers preserve, by their own critics at the last analysed epoch and step. */
export function criticFindings(result: AnalysisResult): Sentence[] {
  const { unit } = result.config.analysis;
  return result.config.model.layers.flatMap((layer): Sentence[] => {
    if (layer.type !== 'infomax') return [];
    const own = result.estimates.filter(({ quantity, target }) => quantity === 'infomax' && target === layer.name);
    const last = own.at(-1);
    if (!last) return [];
    const print = last.bound === 'lower' ? roundedDown(amount) : amount;
    const args = [layer.name, valueOf(last, 'value', print), unitWord(unit), sourceWords(last.source)];
    return [
      last.bound === 'lower'
        ? cited({
            message:
              'The critic of {0} estimates at least {1} {2} about {3} (a lower bound). The layers before {0} ' +
              'are trained to keep this information.',
            args,
            layer: layer.name,
          })
        : cited({
            message:
              'The critic of {0} gives {1} {2} about {3}. This measure is not a bound on the information. The ' +
              'layers before {0} are trained to keep information about {3}.',
            args,
            layer: layer.name,
          }),
    ];
  });
}

/** The other side of a critic in words: the input, the next input, or a layer by its name. */
function sourceWords(source: string): SentenceArgument {
  if (source === 'X') return targetSentence('X');
  return source === 'X_{t+1}' ? targetSentence('next') : source;
}
