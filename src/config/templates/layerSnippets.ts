import type * as z from 'zod';

/** A proposal of VS Code's JSON completion: `body` is inserted as JSON, `${1:x}` are places to fill in. */
export interface JsonSnippet {
  readonly label: string;
  readonly description?: string;
  readonly body?: unknown;
  readonly bodyText?: string;
}

type Schema = z.core.JSONSchema._JSONSchema;

/** A usual number of units. */
const usualUnits = 16;

/** One proposal for every kind of layer, with the keys that it must have. */
export function layerSnippets(kinds: readonly Schema[]): JsonSnippet[] {
  return kinds.flatMap((kind): JsonSnippet[] => {
    const { const: type, description } = parts(parts(kind).properties?.type);
    if (typeof type !== 'string') return [];
    return [{ label: type, body: bodyOf(kind, { last: 0 }), ...(description && { description }) }];
  });
}

/** @param places how many places to fill in the body has so far */
function bodyOf(schema: Schema, places: { last: number }): unknown {
  const { required = [], properties = {} } = parts(schema);
  return Object.fromEntries(required.map((key) => [key, placeholder(properties[key], places)]));
}

/** VS Code writes a text that begins with ^ without quotes. */
function placeholder(schema: Schema, places: { last: number }): unknown {
  const { const: only, type, oneOf } = parts(schema);
  if (only !== undefined) return only;
  if (oneOf) return bodyOf(oneOf[0], places);
  places.last++;
  return type === 'integer' ? `^\${${places.last}:${usualUnits}}` : `$${places.last}`;
}

/** `true` and `false` are schemas without parts. */
const parts = (schema: Schema = {}): Exclude<Schema, boolean> => (typeof schema === 'boolean' ? {} : schema);
