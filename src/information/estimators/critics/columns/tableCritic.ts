import type { Critic, Points } from '../critic';
import { marginals, pairCells, scanColumns, type ColumnCells, type ColumnPair, type PairCells } from './scan';

const mostPairs = 8;
/** Rows that are spread over a table as if its columns were independent, for each of its cells. */
const spreadAC = 0.3;

/** T = the sum over paired columns of ln of how often their cells occur together, relative to independence. */
export function columnTables(points: Points): Critic {
  const cells = pairCells(points);
  return {
    name: 'columnTable',
    fit: (rows) => {
      const pairs = scanColumns(cells, rows, mostPairs).map((pair) => ({ ...pair, logs: logTable(cells, pair, rows) }));
      return Promise.resolve({
        scores: (some) => {
          const out = new Float64Array(some.length ** 2);
          for (const { x, y, cellsX, cellsY, logs } of pairs) {
            const [a, b] = tablesOf(cells, cellsX, cellsY);
            for (let i = 0, at = 0; i < some.length; i++) {
              const from = a.cells[x * cells.samples + some[i]] * cellsY;
              for (let j = 0; j < some.length; j++, at++) out[at] += logs[from + b.cells[y * cells.samples + some[j]]];
            }
          }
          return out;
        },
      });
    },
  };
}

function tablesOf(cells: PairCells, cellsX: number, cellsY: number): [ColumnCells, ColumnCells] {
  const shape = cells.x.findIndex((of, at) => of.count === cellsX && cells.y[at].count === cellsY);
  return [cells.x[shape], cells.y[shape]];
}

function logTable(cells: PairCells, { x, y, cellsX, cellsY }: ColumnPair, rows: Int32Array): Float64Array {
  const [a, b] = tablesOf(cells, cellsX, cellsY);
  const table = new Float64Array(cellsX * cellsY);
  for (const row of rows) table[a.cells[x * cells.samples + row] * cellsY + b.cells[y * cells.samples + row]]++;
  const [sumA, sumB] = marginals(table, cellsX, cellsY);
  const spread = spreadAC * table.length;
  return table.map((count, at) => {
    const independent = (sumA[Math.floor(at / cellsY)] * sumB[at % cellsY]) / rows.length ** 2;
    return independent > 0 ? Math.log((count + spread * independent) / ((rows.length + spread) * independent)) : 0;
  });
}
