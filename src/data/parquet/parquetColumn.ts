import type { SchemaTree } from 'hyparquet';

/** What the values of a column are. */
export type ParquetKind = 'integer' | 'float' | 'word' | 'time' | 'record' | 'other';

export const isRead = (kind: ParquetKind): boolean => kind !== 'record' && kind !== 'other';

export interface ParquetColumn {
  readonly name: string;
  /** Of the values, or of those in its lists. */
  readonly kind: ParquetKind;
  /** 0 for a value a row, 1 for a list of values, 2 for a list of lists. */
  readonly depth: number;
}

/** A column by its part of the schema. Records (structs), maps and bytes of a fixed length are not read. */
export function parquetColumn({ element, children }: SchemaTree): ParquetColumn {
  let depth = element.repetition_type === 'REPEATED' ? 1 : 0;
  let leaf = { element, children };
  while (leaf.children.length > 0) {
    const list = leaf.element.converted_type === 'LIST' || leaf.element.logical_type?.type === 'LIST';
    if (leaf.children.length > 1 || !(list || leaf.element.repetition_type === 'REPEATED'))
      return { name: element.name, kind: 'record', depth };
    leaf = leaf.children[0];
    if (leaf.element.repetition_type === 'REPEATED') depth++;
  }
  return { name: element.name, kind: kindOf(leaf.element), depth };
}

function kindOf({ type, converted_type: converted, logical_type: logical }: SchemaTree['element']): ParquetKind {
  if (logical?.type === 'TIMESTAMP' || logical?.type === 'DATE' || type === 'INT96') return 'time';
  if (converted === 'DATE' || converted?.startsWith('TIMESTAMP')) return 'time';
  if (logical?.type === 'DECIMAL' || logical?.type === 'FLOAT16' || converted === 'DECIMAL') return 'float';
  switch (type) {
    case 'BOOLEAN':
    case 'INT32':
    case 'INT64':
      return 'integer';
    case 'FLOAT':
    case 'DOUBLE':
      return 'float';
    case 'BYTE_ARRAY':
      return 'word';
    default:
      return 'other';
  }
}
