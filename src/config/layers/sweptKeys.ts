import type { SweepConfig } from '../schema/sweep';

/** What a swept key may be set to. */
export type SweptValue = number | string | boolean;

/** A key of the config with the values that it takes. */
export interface SweptKey {
  /** As the config writes it: `model.layers[0].units`. */
  readonly key: string;
  readonly values: readonly SweptValue[];
}

/** One value of each key. */
export interface SweptPlace {
  readonly first: SweptValue;
  /** Of the second key of a grid. */
  readonly second?: SweptValue;
}

/** Repetitions of each place, where the config names none. */
export const usualSweptSeeds = 3;

/** The keys that a sweep goes over: one, or two of a grid; none for a sweep over beta. */
export function sweptKeys(sweep: Partial<SweepConfig> | undefined): readonly SweptKey[] {
  if (!sweep) return [];
  if (sweep.keys) return sweep.keys;
  return sweep.key !== undefined && sweep.values ? [{ key: sweep.key, values: sweep.values }] : [];
}

/** Every place of the grid, the first key's values in turn and within each those of the second. */
export function sweptPlaces(keys: readonly SweptKey[]): SweptPlace[] {
  const [first, second] = [keys[0], keys.at(1)];
  return first.values.flatMap((value): SweptPlace[] =>
    second ? second.values.map((other) => ({ first: value, second: other })) : [{ first: value }],
  );
}

/** The values of a place, in the order of the keys. */
export const valuesOf = ({ first, second }: SweptPlace): SweptValue[] =>
  second === undefined ? [first] : [first, second];

/** The keys of `model.layers[0].units` from the root; undefined for a text that is no such path. */
export function pathOfKey(key: string): (string | number)[] | undefined {
  const parts = key.match(/[^.[\]]+|\[\d+\]/g) ?? [];
  const path = parts.map((part) => (part.startsWith('[') ? Number(part.slice(1, -1)) : part));
  return path.length > 0 && textOfPath(path) === key ? path : undefined;
}

/** The text of a path: `model.layers[0].units`. */
export const textOfPath = (path: readonly (string | number)[]): string =>
  path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${key}`)).join('');

/** A value as it stands in a sentence or on an axis: a text without its quotation marks. */
export const valueText = (value: SweptValue): string => String(value);
