import { Random } from '../../../../../src/base/random';

/** A recurrent network of random fixed weights, driven by symbols. */
export interface Network {
  readonly units: number;
  readonly symbols: number;
  /** The state after the symbol. */
  readonly step: (state: readonly number[], symbol: number) => number[];
}

/** h' = f(W h + u_symbol), W normal of the given gain over sqrt(units), u normal. */
export function network(
  seed: number,
  units: number,
  symbols: number,
  { gain, drive, activation }: { gain: number; drive: number; activation: (value: number) => number },
): Network {
  const random = new Random(seed).fork('network');
  const normals = (count: number, scale: number) => Array.from({ length: count }, () => scale * random.normal());
  const recurrent = Array.from({ length: units }, () => normals(units, gain / Math.sqrt(units)));
  const inputs = Array.from({ length: symbols }, () => normals(units, drive));
  return {
    units,
    symbols,
    step: (state, symbol) =>
      recurrent.map((row, i) => activation(row.reduce((sum, weight, j) => sum + weight * state[j], inputs[symbol][i]))),
  };
}

export interface History {
  readonly symbols: readonly number[];
  readonly probability: number;
  /** The states after 1, 2, ... symbols from the zero state. */
  readonly states: readonly (readonly number[])[];
}

/** All histories of the given length with the probabilities of a Markov source. */
export function histories(
  { units, symbols, step }: Network,
  steps: number,
  initial: readonly number[],
  transition: (from: number) => readonly number[],
): History[] {
  let all: History[] = [{ symbols: [], probability: 1, states: [] }];
  for (let t = 0; t < steps; t++)
    all = all.flatMap((past) => {
      const last = past.symbols.at(-1);
      const next = last === undefined ? initial : transition(last);
      const state = past.states.at(-1) ?? new Array<number>(units).fill(0);
      return Array.from({ length: symbols }, (_, symbol) => ({
        symbols: [...past.symbols, symbol],
        probability: past.probability * next[symbol],
        states: [...past.states, step(state, symbol)],
      }));
    });
  return all.filter(({ probability }) => probability > 0);
}

/** P(l, m) of two labels of the histories, numbered as they appear, with the first history that shows each. */
export function jointLabels(
  all: readonly History[],
  first: (history: History) => string | number,
  second: (history: History) => string | number,
): { table: number[][]; ofFirst: History[]; ofSecond: History[] } {
  const rows = new Map<string | number, number>();
  const columns = new Map<string | number, number>();
  const ofFirst: History[] = [];
  const ofSecond: History[] = [];
  const number = (known: Map<string | number, number>, firsts: History[], key: string | number, history: History) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    firsts.push(history);
    known.set(key, firsts.length - 1);
    return firsts.length - 1;
  };
  const cells = all.map((history) => ({
    l: number(rows, ofFirst, first(history), history),
    m: number(columns, ofSecond, second(history), history),
    p: history.probability,
  }));
  const table = ofFirst.map(() => new Array<number>(ofSecond.length).fill(0));
  for (const { l, m, p } of cells) table[l][m] += p;
  return { table, ofFirst, ofSecond };
}
