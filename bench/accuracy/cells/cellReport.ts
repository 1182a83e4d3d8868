import { aligned } from '../aligned';
import { type CellReading, holds, widthOf } from './cellReading';

/** Intervals are to be narrower than this share of the exact value. */
export const wantedWidth = 0.05;

const row = (reading: CellReading): string[] => {
  const { network, quantity, exact, error, value, low, high } = reading;
  return [
    network.type,
    String(network.units),
    String(network.symbols),
    String(network.seed),
    quantity,
    `${exact.toFixed(3)} ± ${error.toFixed(3)}`,
    value.toFixed(3),
    low.toFixed(3),
    high.toFixed(3),
    (100 * widthOf(reading)).toFixed(1),
    [...(holds(reading) ? [] : ['misses']), ...(widthOf(reading) < wantedWidth ? [] : ['wide'])].join(', '),
  ];
};

/** The readings as a table for a terminal, then how many hold and how many are narrow; bits. */
export function cellReport(readings: readonly CellReading[]): string {
  const held = readings.filter((reading) => holds(reading)).length;
  const narrow = readings.filter((reading) => widthOf(reading) < wantedWidth).length;
  return [
    aligned([
      ['cell', 'units', 'symbols', 'seed', 'quantity', 'exact', 'value', 'low', 'high', 'width %', ''],
      ...readings.map(row),
    ]),
    '',
    `${held} of ${readings.length} hold the exact value; ${narrow} are narrower than ${100 * wantedWidth} %`,
  ].join('\n');
}
