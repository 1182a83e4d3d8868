import type { SequenceSet } from '../dataset';
import { withLengths } from '../realSteps';
import { discreteSequences } from '../sequences';
import { numbering, type Vocabulary } from './vocabulary';

/** The symbol that ends a sentence, and stands where a source has no word. */
const end = 0;

interface Sides {
  /** Words of the longest sentence. */
  readonly length: number;
  readonly source: Vocabulary;
  readonly target: Vocabulary;
}

/**
 * Sources with one translation each, as sequences of 2 length + 1 steps: first the words of the source and ends up to
 * `length`, then, `alphabet` symbols higher, the end of nothing and the words of the translation. From that step on the
 * targets are the next word of the translation, after the last one its end; before it there are none. The place of a
 * word of the source is so a fixed number of steps before the like place of the translation.
 * @param sources absent: a network reads ends alone, so that it tells the translations without their sources
 */
export function pairSequences(
  sources: readonly (readonly string[])[] | undefined,
  translations: readonly (readonly string[])[],
  { length, source, target }: Sides,
): SequenceSet {
  const { alphabet } = target;
  const [ofSource, ofTarget] = [numbering(source), numbering(target)];
  const [samples, steps] = [translations.length, 2 * length + 1];
  const inputs = new Int32Array(samples * steps).fill(-1);
  const targets = new Int32Array(samples * steps).fill(-1);
  const lengths = Int32Array.from(translations, (words) => length + 1 + words.length);
  translations.forEach((words, row) => {
    const at = row * steps;
    inputs.fill(end, at, at + length);
    sources?.[row].forEach((word, t) => {
      inputs[at + t] = ofSource(word);
    });
    inputs[at + length] = alphabet + end;
    words.forEach((word, t) => {
      inputs[at + length + 1 + t] = alphabet + ofTarget(word);
      targets[at + length + t] = ofTarget(word);
    });
    targets[at + length + words.length] = end;
  });
  return {
    inputs: withLengths(discreteSequences(inputs, samples, steps, 2 * alphabet), lengths),
    targets: { ...withLengths(discreteSequences(targets, samples, steps, alphabet), lengths), at: 'every' },
  };
}
