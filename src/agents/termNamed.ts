import { nearest } from '../base/nearest';
import { terms, type Term } from './terms';

/**
 * The entry of the glossary by one of its names: "rate, relevance" has two, and "memory (over lag)" is "memory" too.
 * @throws Error that names a near one, or all
 */
export function termNamed(word: string): Term {
  const wanted = plain(word);
  const named = terms.map((entry) => ({ entry, names: namesOf(entry) }));
  const found = named.find(({ names }) => names.includes(wanted));
  if (found) return found.entry;
  const near = nearest(
    wanted,
    named.flatMap(({ names }) => names),
  );
  throw new Error(
    near === undefined
      ? `The glossary has no "${word}". It has: ${terms.map(({ term }) => term).join('; ')}.`
      : `The glossary has no "${word}". Did you mean "${near}"?`,
  );
}

function namesOf({ term }: Term): string[] {
  const whole = plain(term);
  return [whole, ...whole.split(/, /), whole.replace(/ \(.*\)$/, '')];
}

const plain = (text: string): string => text.replaceAll('`', '').trim().toLowerCase();
