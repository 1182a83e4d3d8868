import type { Measured } from '../../result/result';
import { table } from '../table';
import { figures } from './shown';

/** One row a step; exact, so without intervals. */
export function stateSizeTable(measured: readonly Measured[]): string[] {
  const rows = measured.filter(({ measure }) => measure === 'stateSize');
  if (rows.length === 0) return [];
  const rankOf = ({ layer, time }: Measured): number | undefined =>
    measured.find((one) => one.measure === 'stateRank' && one.layer === layer && one.time === time)?.value;
  return [
    'Effective state size of linear recurrences, floats (closed form of the weights)',
    ...table(
      ['layer', 'step', 'by entropy', 'rank', 'floats'],
      rows.map((one) => [
        ...[one.layer, String(one.time), figures(one.value)],
        ...[rankOf(one), one.rank].map((count) => String(count ?? '–')),
      ]),
    ),
  ];
}
