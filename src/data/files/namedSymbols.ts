import { sentence, type Sentence } from '../../base/sentence';
import type { FileNumbers } from './fileTable';
import { kindsOf, largestAlphabet } from './labels';

/** Integers are symbols where each stands for this many steps on average: with fewer there is nothing to learn. */
const fewestPerSymbol = 2;

/** Symbols by the integers that name them. */
export interface NamedSymbols {
  readonly symbols: Int32Array;
  readonly names: readonly string[];
}

/**
 * Integers that do not number symbols from 0 (-1, 0 and 1, or numbers of articles) as symbols in the order of their
 * values. Undefined where they do, and 'values' where so few occur twice that they are measurements.
 * @param padded whether lengths are known, so that no number is padding
 * @throws InputError where a negative number stands at the ends of sequences alone, as padding does
 */
export function namedSymbols(
  numbers: FileNumbers,
  padded: boolean,
  warnings: Sentence[],
): NamedSymbols | 'values' | undefined {
  const { values } = numbers;
  const kinds = numbers.whole?.kinds ?? kindsOf(values);
  const least = kinds[0];
  const most = kinds[kinds.length - 1];
  if (least >= 0 && most < largestAlphabet) return undefined;
  if (!padded && least < 0) refusePadding(numbers, kinds);
  const count = numbers.whole?.count ?? values.length;
  if (kinds.length > largestAlphabet || count < fewestPerSymbol * kinds.length) {
    warnings.push(
      sentence(
        'The inputs hold {0} different integers, few of which occur twice: they are read as values, not as symbols.',
        kinds.length,
      ),
    );
    return 'values';
  }
  warnings.push(
    sentence(
      'The inputs hold {0} different integers from {1} to {2}: each is read as a symbol. If they are measurements, ' +
        'write them as floats (x.astype("float32"), or 3.0 in a table).',
      kinds.length,
      least,
      most,
    ),
  );
  const placeOf = new Map([...kinds].map((kind, place) => [kind, place]));
  return { symbols: Int32Array.from(values, (value) => placeOf.get(value) ?? -1), names: Array.from(kinds, String) };
}

/** A number below all others that some sequences end in, and that stands nowhere else, is padding. */
function refusePadding({ values, samples, length, blame }: FileNumbers, kinds: Float64Array): void {
  if (kinds.length < 2 || kinds[1] < 0) return;
  const filler = kinds[0];
  let first = -1;
  for (let row = 0; row < samples; row++) {
    let ended = false;
    for (let i = row * length; i < (row + 1) * length; i++) {
      if (values[i] === filler && !ended) {
        ended = true;
        if (first < 0) first = i;
        if (i === row * length) return;
      } else if (values[i] !== filler && ended) return;
    }
  }
  if (first < 0) return;
  throw blame(
    first,
    sentence(
      '{0} stands only at the ends of sequences, as padding does. Leave it out of tables and of lines of JSON; with ' +
        'an array, add "lengths": "lengths.npy". In Python: numpy.save("lengths.npy", (x != {0}).sum(1)).',
      filler,
    ),
  );
}
