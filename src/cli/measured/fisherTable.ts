import { inEnglish } from '../../base/sentence';
import { ofWords } from '../../result/ofWords';
import type { Measured } from '../../result/result';
import { table } from '../table';

/** One row a lag, and one for all of them; exact, so without intervals. */
export function fisherTable(measured: readonly Measured[]): string[] {
  const rows = measured.filter(({ measure }) => measure === 'fisherMemory' || measure === 'fisherTotal');
  const [first] = rows;
  if (rows.length === 0) return [];
  return [
    'Fisher memory of linear recurrences (1: one input alone; closed form' +
      (first.of ? `; of ${inEnglish(ofWords(first.of))})` : ')'),
    ...table(
      ['layer', 'lag', 'Fisher memory', 'most'],
      rows.map(({ layer, lag, value, rank }) => [
        ...[layer, String(lag ?? 'all'), value.toPrecision(4), String(rank ?? 1)],
      ]),
    ),
  ];
}
