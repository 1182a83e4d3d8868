import { inEnglish } from '../../base/sentence';
import { ofWords } from '../../result/ofWords';
import type { Measured } from '../../result/result';
import { table } from '../table';
import { figures, shown } from './shown';

export function capacityTable(measured: readonly Measured[]): string[] {
  const rows = measured.filter(({ measure }) => measure.endsWith('Capacity'));
  const [first] = rows;
  if (rows.length === 0) return [];
  const place = ({ lag, degree }: Measured): string =>
    lag === undefined ? (degree === undefined ? 'all degrees' : `degree ${degree}`) : `lag ${lag}`;
  return [
    'Capacity: functions of the input that a linear read-out of the last state gives (1: one in full; 95 % intervals)' +
      (first.of ? `; of ${inEnglish(ofWords(first.of))}` : ''),
    ...table(
      ['layer', 'of', 'capacity', 'exact', 'functions', 'above', 'threshold', 'most', 'sequences'],
      rows.map((one) => [
        ...[one.layer, place(one), shown(one), one.exact === undefined ? '–' : figures(one.exact)],
        ...[one.functions, one.counted].map((count) => String(count ?? '–')),
        one.threshold?.toPrecision(2) ?? '–',
        ...[one.rank, one.samples].map((count) => String(count ?? '–')),
      ]),
    ),
  ];
}
