import type { Measured } from '../../result/result';
import { table } from '../table';
import { shown } from './shown';

/** At most so many symbols have a column each. */
const mostColumns = 6;

/** One row a lag with a column a symbol, or one row a lag and symbol. */
export function symbolsTable(measured: readonly Measured[]): string[] {
  const rows = measured.filter(({ measure }) => measure === 'symbolInformation');
  if (rows.length === 0) return [];
  const symbols = [...new Set(rows.map(symbolOf))].sort((a, b) => a - b);
  return [
    `Symbols kept and forgotten: information about the input where it was one symbol, ${rows[0].unit} (95 % intervals)`,
    ...(symbols.length > mostColumns ? listed(rows) : inColumns(rows, symbols)),
  ];
}

const symbolOf = ({ member = 0 }: Measured): number => member;

const listed = (rows: readonly Measured[]): string[] =>
  table(
    ['layer', 'lag', 'symbol', 'information', 'sequences'],
    rows.map((one) => [...[one.layer, String(one.lag ?? 0), String(symbolOf(one)), shown(one), String(one.samples)]]),
  );

function inColumns(rows: readonly Measured[], symbols: readonly number[]): string[] {
  const firsts = rows.filter(
    ({ layer, lag }, i) => rows.findIndex((other) => other.layer === layer && other.lag === lag) === i,
  );
  return table(
    ['layer', 'lag', ...symbols.map((symbol) => `symbol ${symbol}`)],
    firsts.map(({ layer, lag }) => [
      ...[layer, String(lag ?? 0)],
      ...symbols.map((symbol) => {
        const found = rows.find((one) => one.layer === layer && one.lag === lag && symbolOf(one) === symbol);
        return found ? shown(found) : '–';
      }),
    ]),
  );
}
