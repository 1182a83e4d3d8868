import { sentence, type Sentence } from '../../base/sentence';
import type { InputError } from '../../base/userError';
import type { Cell } from '../files/cells';

/**
 * A value as a cell of a table; '' where there is none.
 * @param blame makes the error where the value is neither a number, a word nor a time
 */
export function parquetCell(value: unknown, blame: (what: Sentence) => InputError): Cell {
  switch (typeof value) {
    case 'number':
    case 'string':
      return value;
    case 'boolean':
      return Number(value);
    case 'bigint':
      // As text it stays exact, so that it may name a sequence.
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    case 'undefined':
      return '';
    default:
      if (value === null) return '';
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
      throw blame(
        sentence('There is no number or word here, but a list or a record. Leave the column out of "features".'),
      );
  }
}

/**
 * A value in a list as JSON has it: null where there is none; lists stay lists.
 * @throws as `parquetCell`
 */
export function parquetItem(value: unknown, blame: (what: Sentence) => InputError): unknown {
  if (Array.isArray(value)) return value.map((item) => parquetItem(item, blame));
  const cell = parquetCell(value, blame);
  return cell === '' || Number.isNaN(cell) ? null : cell;
}
