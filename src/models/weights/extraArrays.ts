import { sentence, type Sentence } from '../../base/sentence';

/** At most so many names in a message. */
export const mostShown = 6;

/** The sentence for arrays of a file that no layer takes. */
export function extraArrays(names: readonly string[]): Sentence {
  const some = names.slice(0, mostShown).join(', ');
  return sentence(
    'The weights hold arrays that no layer of the config takes: {0}. Add their layers, or save the file without them.',
    names.length > mostShown ? sentence('{0} and {1} more', some, names.length - mostShown) : some,
  );
}
