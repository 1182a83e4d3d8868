import type { DataConfig } from '../../config/schema/data';
import type { SymbolSource } from './symbolSource';

export type MQAR = Extract<DataConfig, { task: 'mqar' }>;

/** ln n (n-1) ... (n-k+1): the orders in which k of n things can be drawn. */
export function logOrders(n: number, k: number): number {
  let sum = 0;
  for (let i = 0; i < k; i++) sum += Math.log(n - i);
  return sum;
}

/** Keys are the symbols 1 ... keys, values those from `vocabulary / 2` on, and 0 is the blank. */
export const keysOf = ({ vocabulary }: MQAR): number => vocabulary / 2 - 1;

/** Pairs of different keys and different values, blanks, and the keys again in any order, all equally likely. */
export function mqarSource(config: MQAR): SymbolSource {
  const { vocabulary, pairs, gap } = config;
  const keys = keysOf(config);
  const firstValue = vocabulary / 2;
  const length = 3 * pairs + gap;
  const queries = 2 * pairs + gap;
  const logEach = -(logOrders(keys, pairs) + logOrders(firstValue, pairs) + logOrders(pairs, pairs));
  const isKey = (symbol: number): boolean => symbol >= 1 && symbol <= keys;
  const seen = new Uint8Array(vocabulary);
  const source: SymbolSource = {
    alphabet: vocabulary,
    length,
    draw: (random, at, from) => source.drawBefore?.(random, at, from, length),
    logProbability: (at, from) => {
      // Each key is counted in a pair, then in a query.
      seen.fill(0);
      for (let t = 0; t < length; t++) {
        const symbol = at[from + t];
        if (t >= queries) {
          if (seen[symbol] !== 1 || !isKey(symbol)) return -Infinity;
        } else if (t >= 2 * pairs) {
          if (symbol !== 0) return -Infinity;
          continue;
        } else if (t % 2 === 0 ? !isKey(symbol) : symbol < firstValue) return -Infinity;
        else if (seen[symbol] !== 0) return -Infinity;
        seen[symbol]++;
      }
      return logEach;
    },
    // Every completion of what follows is equally likely: choose the set of keys, then the orders.
    drawBefore: (random, at, from, steps) => {
      const later = (first: number, end: number, stride = 1): number[] => {
        const found: number[] = [];
        for (let t = first; t < end; t += stride) if (t >= steps) found.push(at[from + t]);
        return found;
      };
      const paired = later(0, 2 * pairs, 2);
      const asked = later(queries, length);
      const chosen = new Set([...paired, ...asked]);
      const others = Int32Array.from({ length: keys }, (_, i) => i + 1).filter((key) => !chosen.has(key));
      for (const key of random.shuffle(others)) if (chosen.size < pairs) chosen.add(key);
      const values = later(1, 2 * pairs, 2);
      const free = {
        keys: random.shuffle([...chosen].filter((key) => !paired.includes(key))),
        values: random.shuffle(
          Array.from({ length: firstValue }, (_, i) => firstValue + i).filter((value) => !values.includes(value)),
        ),
        queries: random.shuffle([...chosen].filter((key) => !asked.includes(key))),
      };
      for (let t = 0, key = 0, value = 0, query = 0; t < steps; t++)
        at[from + t] =
          t >= queries
            ? free.queries[query++]
            : t >= 2 * pairs
              ? 0
              : t % 2 === 0
                ? free.keys[key++]
                : free.values[value++];
    },
  };
  return {
    ...source,
    windowEntropy: windowEntropy(config),
    everyBefore: (at, from, steps, most) => everyBeginning(config, at, from, steps, most),
  };
}

/**
 * The entropy of a window of a sequence, nats. With k of K keys in the window's pairs and q of the D queries, j of
 * these ask for keys of the window with the hypergeometric probability C(q,j) (k)_j (D-k)_{q-j} / (D)_q. All windows of
 * one j and one set of such queries are equally likely, so that the queries add
 * E ln[(D)_q (K-k)_{q-j} / (D-k)_{q-j}], where (n)_i = n (n-1) ... (n-i+1).
 */
const windowEntropy = (config: MQAR) => {
  const { pairs, gap, vocabulary } = config;
  const keys = keysOf(config);
  const queriesFrom = 2 * pairs + gap;
  return (from: number, to: number): number => {
    const [first, end] = [Math.min(from, 2 * pairs), Math.min(to, 2 * pairs)];
    const ofPairs = Math.ceil(end / 2) - Math.ceil(first / 2);
    const values = end - first - ofPairs;
    const queries = Math.max(0, to - Math.max(from, queriesFrom));
    let nats = logOrders(keys, ofPairs) + logOrders(vocabulary / 2, values);
    for (let known = Math.max(0, queries + ofPairs - pairs); known <= Math.min(queries, ofPairs); known++) {
      const others = queries - known;
      const open = logOrders(pairs - ofPairs, others);
      const logWays = logOrders(queries, known) - logOrders(known, known);
      const logChance = logWays + logOrders(ofPairs, known) + open - logOrders(pairs, queries);
      nats += Math.exp(logChance) * (logOrders(pairs, queries) + logOrders(keys - ofPairs, others) - open);
    }
    return nats;
  };
};

/**
 * Every beginning of `steps` symbols that goes with what follows, built from its last symbol to its first: keys and
 * values that differ, and as many keys in pairs and queries together as there are pairs.
 */
function everyBeginning(
  config: MQAR,
  symbols: Int32Array,
  from: number,
  steps: number,
  most: number,
): Int32Array | undefined {
  const { vocabulary, pairs, gap } = config;
  const firstValue = vocabulary / 2;
  const queries = 2 * pairs + gap;
  const length = 3 * pairs + gap;
  const roleOf = (t: number): Role =>
    t >= queries ? 'query' : t >= 2 * pairs ? 'blank' : t % 2 === 0 ? 'key' : 'value';
  const now = symbols.slice(from, from + length);
  const usedBy = { query: new Set<number>(), key: new Set<number>(), value: new Set<number>() };
  const uses = new Map<number, number>();
  const take = (role: Exclude<Role, 'blank'>, symbol: number): void => {
    usedBy[role].add(symbol);
    if (role !== 'value') uses.set(symbol, (uses.get(symbol) ?? 0) + 1);
  };
  const giveBack = (role: Exclude<Role, 'blank'>, symbol: number): void => {
    usedBy[role].delete(symbol);
    const left = (uses.get(symbol) ?? 0) - 1;
    if (left > 0) uses.set(symbol, left);
    else uses.delete(symbol);
  };
  for (let t = steps; t < length; t++) {
    const role = roleOf(t);
    if (role !== 'blank') take(role, now[t]);
  }
  const found: number[] = [];
  const isFull = (): boolean => found.length > most * steps;
  const build = (t: number): void => {
    if (isFull()) return;
    if (t < 0) {
      for (let i = 0; i < steps; i++) found.push(now[i]);
      return;
    }
    const role = roleOf(t);
    if (role === 'blank') {
      now[t] = 0;
      build(t - 1);
      return;
    }
    const [first, end] = role === 'value' ? [firstValue, vocabulary] : [1, firstValue];
    for (let symbol = first; symbol < end; symbol++) {
      if (usedBy[role].has(symbol)) continue;
      if (role !== 'value' && uses.size === pairs && !uses.has(symbol)) continue;
      now[t] = symbol;
      take(role, symbol);
      build(t - 1);
      giveBack(role, symbol);
    }
  };
  build(steps - 1);
  return isFull() ? undefined : Int32Array.from(found);
}

type Role = 'query' | 'blank' | 'key' | 'value';
