import { commonOf, gramsOf } from './bleu';

const longest = 6;
/** How many times as much recall counts as precision. */
const beta = 2;

/**
 * chrF2 of translations against one reference each, 0 to 100: the F-score of precision and recall of their character
 * n-grams, each the mean over n = 1 to 6, blanks left out (Popović 2015, section 2). N-grams are counted over all
 * sentences together; orders that one side is too short for are left out.
 */
export function chrf(translations: readonly (readonly string[])[], references: readonly (readonly string[])[]): number {
  let [precision, recall, orders] = [0, 0, 0];
  const [own, other] = [translations, references].map((all) => all.map((words) => Array.from(words.join(''))));
  for (let n = 1; n <= longest; n++) {
    let [matches, ofOwn, ofOther] = [0, 0, 0];
    own.forEach((characters, i) => {
      matches += commonOf(gramsOf(characters, n), gramsOf(other[i], n));
      ofOwn += Math.max(0, characters.length - n + 1);
      ofOther += Math.max(0, other[i].length - n + 1);
    });
    if (ofOwn === 0 || ofOther === 0) continue;
    orders++;
    precision += matches / ofOwn;
    recall += matches / ofOther;
  }
  if (precision + recall === 0) return 0;
  const [p, r] = [precision / orders, recall / orders];
  return (100 * ((1 + beta ** 2) * p * r)) / (beta ** 2 * p + r);
}
