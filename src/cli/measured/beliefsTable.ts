import type { Measured } from '../../result/result';
import { table } from '../table';
import { shown } from './shown';

export function beliefsTable(measured: readonly Measured[]): string[] {
  const rows = measured.filter(({ measure }) => measure === 'beliefs');
  if (rows.length === 0) return [];
  return [
    'Belief state: share of its variance that a linear map finds in the last state (R², held out; 95 % intervals)',
    ...table(
      ['layer', 'R²', 'sequences'],
      rows.map((one) => [one.layer, shown(one), String(one.samples)]),
    ),
  ];
}
