/** The value at the end of a path of keys through objects; `undefined` where the path does not exist. */
export function valueAt(value: unknown, keys: readonly (string | number)[]): unknown {
  return keys.reduce<unknown>(
    (inside, key) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, key) : undefined),
    value,
  );
}

/** A copy of the object with `value` at the end of a path of keys. Missing objects on the path are created. */
export function replaceAt<Owner extends object>(
  owner: Owner,
  [key, ...rest]: readonly string[],
  value: unknown,
): Owner {
  const inside = valueAt(owner, [key]);
  const next = rest.length === 0 ? value : replaceAt(typeof inside === 'object' && inside ? inside : {}, rest, value);
  return { ...owner, [key]: next };
}

/** The same through lists as well, of a config as it is written: a number on the path is a place of a list. */
export function replacedAt(owner: unknown, [key, ...rest]: readonly (string | number)[], value: unknown): unknown {
  const next = rest.length === 0 ? value : replacedAt(valueAt(owner, [key]), rest, value);
  if (Array.isArray(owner)) return owner.map((item: unknown, i) => (i === key ? next : item));
  return { ...(typeof owner === 'object' ? owner : {}), [key]: next };
}
