import { sentence, type Sentence } from '../../base/sentence';
import { isDate, isNumber } from './cells';

/** Fewer different words may be classes, such as "1st" to "8th". */
const mostClasses = 20;

/** A number with thousands marks, or with a decimal point or comma: a sign, a currency, the number, what follows it. */
const numberWithUnit =
  /^[+\-\u2212]?\s?\p{Sc}?\s?(?:\d{1,3}(?:[.,'’\s]\d{3})+|\d+)(?:[.,]\d+)?(?:e[+-]?\d+)?(?<unit>\s?\D*)$/iu;

/**
 * What to write where the words of an input column are numbers with a unit, a percent sign or thousands marks; of one
 * column, most of whose many different words are numbers followed by the same unit, or by none.
 * @param words the different words of the column
 */
export function sayWrittenNumbers(name: string, words: readonly string[]): Sentence | undefined {
  if (words.length <= mostClasses) return undefined;
  const ofUnit = new Map<string, string[]>();
  for (const word of words) {
    const unit = isDate(word) ? undefined : numberWithUnit.exec(word)?.groups?.unit;
    if (unit === undefined) continue;
    const known = ofUnit.get(unit);
    if (known) known.push(word);
    else ofUnit.set(unit, [word]);
  }
  const [unit, numbers] = [...ofUnit].reduce(
    (most, other) => (other[1].length > most[1].length ? other : most),
    ['', [] as string[]],
  );
  if (2 * numbers.length <= words.length) return undefined;
  const count = words.length;
  if (unit !== '')
    return sentence(
      '"{0}" in column "{1}" is a number with "{2}", and the {3} different ones would be read as words. Write plain ' +
        'numbers. In Python: table["{1}"] = table["{1}"].str.replace("{2}", "").astype(float).',
      numbers[0],
      name,
      unit.trim(),
      count,
    );
  const marked = numbers.find((word) => !isNumber(word));
  if (marked === undefined)
    return sentence(
      'Column "{0}" holds numbers such as {1}, but also "{2}", so that its {3} different entries would be read as ' +
        'words. Write plain numbers, and nothing where one is missing. In Python: table["{0}"] = ' +
        'pandas.to_numeric(table["{0}"], errors="coerce").',
      name,
      numbers[0],
      words.find((word) => !isNumber(word)) ?? '',
      count,
    );
  return sentence(
    '"{0}" in column "{1}" is a number with marks, and the {2} different ones would be read as words. Write ' +
      'plain numbers, such as 1519.02. In Python: table = pandas.read_csv(path, thousands=".", decimal=","), with ' +
      'the marks that the file has.',
    marked,
    name,
    count,
  );
}
