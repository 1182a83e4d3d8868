import type { AnalysisConfig } from '../../../config/schema/config';
import { corruptionOf } from '../../../config/layers/corruptionLevels';
import { freshSequences } from '../../../data/freshSequences';
import { inputSource } from '../../../data/inputSource';
import type { SymbolSource } from '../../../data/tasks/symbolSource';
import type { DrawnInputs, PathSource } from '../../../information/estimators/known/trajectories/pathSource';
import { logSumExp } from '../../../information/numerics/logSums';
import { classesOf, type Question } from './questions';

/** Numbers of the sequences that are drawn at once, at most. */
const mostAtOnce = 2 ** 20;

/**
 * A task's sequences as the input of paths; undefined where their law is not known, or the analysed ones are
 * spoiled.
 */
export function taskPaths(
  config: AnalysisConfig,
  length: number,
): { readonly alphabet: number; asking(questions: readonly Question[]): PathSource } | undefined {
  const source = inputSource(config.data);
  if (!source || source.length !== length || corruptionOf(config)?.heldOut !== undefined) return undefined;
  const law = stepLaw(source);
  return {
    alphabet: source.alphabet,
    asking: (questions) => ({
      asked: questions.map(({ time }) => time),
      draw: async (random, count, steps, signal): Promise<DrawnInputs> => {
        const fresh = freshSequences(config.data, signal);
        if (!fresh) throw new Error('The law of the input is not known.');
        const symbols = new Int32Array(count * steps);
        const classes: (Int32Array | undefined)[] = questions.map(() => new Int32Array(count));
        const most = Math.max(1, Math.floor(mostAtOnce / (length * source.alphabet)));
        for (let start = 0; start < count; start += most) {
          const set = await fresh(random, Math.min(most, count - start));
          const { symbols: read, samples } = set.inputs;
          if (!read) throw new Error('The sequences have no symbols.');
          for (let i = 0; i < samples; i++)
            symbols.set(read.subarray(i * length, i * length + steps), (start + i) * steps);
          for (const [place, question] of questions.entries()) {
            const found = classesOf(set, question);
            if (found) classes[place]?.set(found, start);
            else classes[place] = undefined;
          }
        }
        return { symbols, classes };
      },
      ...(law && { independent: law }),
    }),
  };
}

/** p(x_t) of a step, counted from 0, where the symbols of different steps are independent. */
function stepLaw(source: SymbolSource): PathSource['independent'] {
  if (source.independent !== true || !source.alternatives) return undefined;
  const none = new Int32Array(source.length);
  return (step) => {
    const logs = new Float64Array(source.alphabet);
    source.alternatives?.(none, 0, step, logs);
    const all = logSumExp(logs);
    return logs.map((log) => Math.exp(log - all));
  };
}
