import { inEnglish } from '../base/sentence';
import { ofWords } from '../result/ofWords';
import type { AnalysisResult, Measured } from '../result/result';
import { boundMarks, table } from './table';

/** The measures beside information, one table each. */
export function measuredTables({ measured = [] }: AnalysisResult): string[][] {
  return [capacityTable(measured)].filter((lines) => lines.length > 0);
}

const figures = (value: number): string => value.toFixed(3);

/** `≥0.950 [0.930, 0.970]`. */
const shown = ({ bound, value, low, high }: Measured): string =>
  `${boundMarks[bound]}${figures(value)} [${figures(low)}, ${figures(high)}]`;

function capacityTable(measured: readonly Measured[]): string[] {
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
