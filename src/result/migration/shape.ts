/**
 * Checks a value of unknown type. Returns where it differs from what is expected, as `estimates[3].of`, or undefined
 * where it does not.
 *
 * @param at the path of the value
 */
export type Shape = (value: unknown, at: string) => string | undefined;

const when =
  (holds: (value: unknown) => boolean): Shape =>
  (value, at) =>
    holds(value) ? undefined : at;

export const text = when((value) => typeof value === 'string');
export const number = when((value) => typeof value === 'number');
export const flag = when((value) => typeof value === 'boolean');
export const textOrNumber = when((value) => typeof value === 'string' || typeof value === 'number');

export const oneOf = (...values: readonly unknown[]): Shape => when((value) => values.includes(value));

export const optional =
  (shape: Shape): Shape =>
  (value, at) =>
    value === undefined ? undefined : shape(value, at);

export const list =
  (shape: Shape): Shape =>
  (value, at) => {
    if (!Array.isArray(value)) return at;
    for (const [index, entry] of value.entries()) {
      const found = shape(entry, `${at}[${index}]`);
      if (found !== undefined) return found;
    }
    return undefined;
  };

/** An object with these fields, and perhaps others. */
export const object =
  (fields: Readonly<Record<string, Shape>>): Shape =>
  (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return at;
    for (const [key, shape] of Object.entries(fields)) {
      const found = shape(Reflect.get(value, key), at === '' ? key : `${at}.${key}`);
      if (found !== undefined) return found;
    }
    return undefined;
  };
