const longest = 4;

/**
 * BLEU of translations against one reference each, 0 to 100: the geometric mean of the shares of their word n-grams
 * that are in the reference, n = 1 to 4, each counted at most as often as it is there, times the brevity penalty
 * (Papineni et al. 2002, section 2.3). Shares are of all sentences together. 0 where an order has no match; orders that
 * no translation is long enough for are left out.
 */
export function bleu(translations: readonly (readonly string[])[], references: readonly (readonly string[])[]): number {
  let [ownWords, referenceWords, logs, orders] = [0, 0, 0, 0];
  translations.forEach((words, i) => {
    ownWords += words.length;
    referenceWords += references[i].length;
  });
  for (let n = 1; n <= longest; n++) {
    let [matches, total] = [0, 0];
    translations.forEach((words, i) => {
      matches += commonOf(gramsOf(words, n), gramsOf(references[i], n));
      total += Math.max(0, words.length - n + 1);
    });
    if (total === 0) continue;
    orders++;
    logs += Math.log(matches / total);
  }
  if (orders === 0) return 0;
  const brevity = ownWords >= referenceWords ? 1 : Math.exp(1 - referenceWords / ownWords);
  return 100 * brevity * Math.exp(logs / orders);
}

/** How often each run of n items is there. */
export function gramsOf(items: readonly string[], n: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + n <= items.length; i++) {
    const gram = items.slice(i, i + n).join('\0');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** Runs of one that are in the other, each at most as often as there. */
export function commonOf(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let common = 0;
  for (const [gram, count] of one) common += Math.min(count, other.get(gram) ?? 0);
  return common;
}
