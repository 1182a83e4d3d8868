import type * as z from 'zod';
import { valueAt } from '../layers/valueAt';
import { configSchema } from '../schema/config';
import type { Finding } from './problem';

/** The keys that the schema allows at `path`, for the variants that the discriminators in the input name. */
export function allowedKeys(path: Finding['path'], input: unknown): string[] {
  let schema: z.core.$ZodType = configSchema;
  for (let depth = 0; ; depth++) {
    schema = unwrap(schema);
    if (isUnionDef(schema._zod.def))
      schema = unwrap(variantOf(schema, valueAt(input, path.slice(0, depth))) ?? onlyObject(schema) ?? schema);
    const def = schema._zod.def;
    if (depth === path.length) return isObjectDef(def) ? Object.keys(def.shape) : [];
    const key = String(path[depth]);
    if (isObjectDef(def) && key in def.shape) schema = def.shape[key];
    else if (isArrayDef(def)) schema = def.element;
    else if (isRecordDef(def)) schema = def.valueType;
    else return [];
  }
}

export const isObjectDef = (def: z.core.$ZodTypeDef): def is z.core.$ZodObjectDef => def.type === 'object';

export const isArrayDef = (def: z.core.$ZodTypeDef): def is z.core.$ZodArrayDef => def.type === 'array';

export const isRecordDef = (def: z.core.$ZodTypeDef): def is z.core.$ZodRecordDef => def.type === 'record';

export const isUnionDef = (def: z.core.$ZodTypeDef): def is z.core.$ZodUnionDef => def.type === 'union';

export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  let inner = schema;
  for (;;) {
    const def = inner._zod.def;
    if (!('innerType' in def)) return inner;
    const next: unknown = def.innerType;
    if (!isSchema(next)) return inner;
    inner = next;
  }
}

export function isSchema(value: unknown): value is z.core.$ZodType {
  return typeof value === 'object' && value !== null && '_zod' in value;
}

export function variantOf(schema: z.core.$ZodType, owner: unknown): z.core.$ZodType | undefined {
  const def = schema._zod.def;
  if (!isUnionDef(def)) return undefined;
  return def.options.find((option) => {
    const inner = unwrap(option)._zod.def;
    if (!isObjectDef(inner)) return false;
    return ['type', 'task'].some((key) => {
      return key in inner.shape && inner.shape[key]._zod.values?.has(textAt(owner, key)) === true;
    });
  });
}

/** The only form of a union that has keys. */
function onlyObject(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const def = schema._zod.def;
  if (!isUnionDef(def)) return undefined;
  const objects = def.options.filter((option) => isObjectDef(unwrap(option)._zod.def));
  return objects.length === 1 ? objects[0] : undefined;
}

export function textAt(owner: unknown, key: string): string {
  const value = valueAt(owner, [key]);
  return typeof value === 'string' ? value : '';
}
