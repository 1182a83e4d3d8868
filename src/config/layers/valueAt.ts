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
