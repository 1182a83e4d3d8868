import type { Random } from '../../../base/random';
import { entropy } from '../../../information/exact/discrete/entropyFunctions';
import type { SymbolSource } from '../symbolSource';

/** A sequence that can come, with its probability. */
export interface ListedSequence {
  readonly symbols: Int32Array;
  readonly p: number;
}

/** The source of a list of different sequences, of which each has a probability; all others never come. */
export function listedSource(
  list: readonly ListedSequence[],
  alphabet: number,
): SymbolSource & Required<Pick<SymbolSource, 'windowEntropy'>> {
  const { length } = list[0].symbols;
  const weights = list.map(({ p }) => p);
  const places = new Map(list.map(({ symbols }, place) => [symbols.join(), place]));
  const windows = new Map<number, number[]>();
  const following = (symbols: Int32Array, from: number, steps: number): ListedSequence[] => {
    const end = symbols.subarray(from + steps, from + length);
    return list.filter((one) => end.every((symbol, i) => one.symbols[steps + i] === symbol));
  };
  return {
    alphabet,
    length,
    draw: (random, symbols, from) => symbols.set(list[random.choice(weights)].symbols, from),
    logProbability: (symbols, from) => {
      const place = places.get(symbols.subarray(from, from + length).join());
      return place === undefined ? -Infinity : Math.log(weights[place]);
    },
    windowEntropy: (from, to) => {
      const known = windows.get(from) ?? windowEntropies(list, from);
      windows.set(from, known);
      return known[to - from];
    },
    drawBefore: (random: Random, symbols, from, steps) => {
      const possible = following(symbols, from, steps);
      const own = possible.map(({ p }) => p);
      const total = own.reduce((sum, p) => sum + p, 0);
      symbols.set(possible[random.choice(own, total)].symbols.subarray(0, steps), from);
    },
    everyBefore: (symbols, from, steps, most) => {
      const possible = following(symbols, from, steps);
      if (possible.length > most) return undefined;
      const found = new Int32Array(possible.length * steps);
      possible.forEach((one, i) => {
        found.set(one.symbols.subarray(0, steps), i * steps);
      });
      return found;
    },
  };
}

/** H(X_{from+1:to}) for every `to` from `from` on, nats. */
function windowEntropies(list: readonly ListedSequence[], from: number): number[] {
  const { length } = list[0].symbols;
  let groups: readonly number[] = list.map(() => 0);
  const entropies = [0];
  for (let t = from; t < length; t++) {
    groups = refined(groups, ({ symbols }) => symbols[t], list);
    entropies.push(groupEntropy(groups, list));
  }
  return entropies;
}

/** Groups of what was one group before and has one label. */
export function refined<Kind>(
  groups: readonly number[],
  label: (one: Kind, place: number) => number,
  list: readonly Kind[],
): number[] {
  const numbers = new Map<string, number>();
  return list.map((one, i) => {
    const key = `${groups[i]} ${label(one, i)}`;
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  });
}

/** The entropy of the group that comes, nats. */
export function groupEntropy(groups: readonly number[], list: readonly { readonly p: number }[]): number {
  const shares: number[] = [];
  groups.forEach((group, i) => {
    shares[group] = (shares[group] ?? 0) + list[i].p;
  });
  return entropy(shares);
}
