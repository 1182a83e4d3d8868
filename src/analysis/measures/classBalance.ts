import type { SequenceSet, Targets } from '../../data/dataset';
import type { ClassBalance } from '../../result/result';

/** More classes than this are not listed one by one. */
const mostClasses = 12;

/** How often each class of a target stands, for the targets that the data name themselves: Y and the further ones. */
export function classBalances({ targets, furtherTargets }: SequenceSet): ClassBalance[] {
  const all = new Map<string, Targets>([...(furtherTargets ?? [])]);
  if (targets) all.set('Y', targets);
  return [...all].flatMap(([target, own]) => {
    const balance = balanceOf(own);
    return balance ? [{ target, ...balance }] : [];
  });
}

function balanceOf({ symbols, alphabet, names }: Targets): Omit<ClassBalance, 'target'> | undefined {
  if (!symbols || alphabet === undefined || (!names && alphabet > mostClasses)) return undefined;
  const counts = new Int32Array(alphabet);
  let total = 0;
  for (const symbol of symbols) {
    if (symbol < 0) continue;
    counts[symbol]++;
    total++;
  }
  if (total === 0) return undefined;
  const ranked = Array.from(counts, (count, symbol) => ({ count, symbol })).sort(
    (a, b) => b.count - a.count || a.symbol - b.symbol,
  );
  const shown = ranked.slice(0, mostClasses);
  return {
    classes: shown.map(({ count, symbol }) => ({ name: names?.[symbol] ?? String(symbol), share: count / total })),
    rest: ranked.slice(mostClasses).reduce((sum, { count }) => sum + count, 0) / total,
  };
}
