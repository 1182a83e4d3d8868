import { Random } from '../../../../src/base/random';
import type { Variable } from '../../../../src/information/types/variable';

/** Rows of samples as a variable. */
export function continuous(name: string, rows: readonly (readonly number[])[]): Variable {
  const dimensions = rows[0]?.length ?? 1;
  return { name, kind: 'continuous', samples: rows.length, dimensions, values: Float64Array.from(rows.flat()) };
}

export function discrete(name: string, symbols: readonly number[]): Variable {
  return { name, kind: 'discrete', samples: symbols.length, dimensions: 1, values: Float64Array.from(symbols) };
}

/** Rows of standard normals, y[c] = rho x[c] + noise on the columns that both have. */
export function gaussianPair(
  samples: number,
  dx: number,
  dy: number,
  rho: number,
  seed: number,
): { x: number[][]; y: number[][] } {
  const random = new Random(seed);
  const x = Array.from({ length: samples }, () => Array.from({ length: dx }, () => random.normal()));
  const y = x.map((row) =>
    Array.from(
      { length: dy },
      (_, c) => rho * (row[c] ?? random.normal()) + Math.sqrt(1 - rho * rho) * random.normal(),
    ),
  );
  return { x, y };
}

/** psi at a positive integer, by its sum. */
export function psi(n: number): number {
  let value = -0.57721566490153286;
  for (let m = 1; m < n; m++) value += 1 / m;
  return value;
}

export function mean(values: Iterable<number>): number {
  const all = [...values];
  return all.reduce((sum, value) => sum + value, 0) / all.length;
}

/** Columns divided by their standard deviation (n - 1); constant ones dropped. */
export function standardised(rows: readonly (readonly number[])[]): number[][] {
  const columns = rows[0].map((_, c) => rows.map((row) => row[c]));
  const scaled = columns.flatMap((column) => {
    const centre = mean(column);
    const deviation = Math.sqrt(column.reduce((sum, v) => sum + (v - centre) ** 2, 0) / (column.length - 1));
    return Math.max(...column) > Math.min(...column) ? [column.map((v) => v / deviation)] : [];
  });
  return rows.map((_, i) => scaled.map((column) => column[i]));
}

export type Norm = (a: readonly number[], b: readonly number[]) => number;
export const maxNorm: Norm = (a, b) => Math.max(0, ...a.map((v, c) => Math.abs(v - b[c])));
export const euclideanNorm: Norm = (a, b) => Math.hypot(...a.map((v, c) => v - b[c]));

/** All distances, with the diagonal at infinity. */
export function distances(rows: readonly (readonly number[])[], norm: Norm): number[][] {
  return rows.map((a, i) => rows.map((b, j) => (i === j ? Infinity : norm(a, b))));
}

export function joint(...matrices: readonly number[][][]): number[][] {
  return matrices[0].map((row, i) => row.map((_, j) => Math.max(...matrices.map((matrix) => matrix[i][j]))));
}

export function kth(row: readonly number[], k: number): number {
  return [...row].sort((a, b) => a - b)[k - 1];
}

/** KSG 1 as written in Kraskov 2004, over all pairs. */
export function referenceKsg1(x: number[][], y: number[][], k: number, norm: Norm = maxNorm): number {
  const dx = distances(standardised(x), norm);
  const dy = distances(standardised(y), norm);
  const d = joint(dx, dy);
  const terms = d.map((row, i) => {
    const radius = kth(row, k);
    return psi(dx[i].filter((v) => v < radius).length + 1) + psi(dy[i].filter((v) => v < radius).length + 1);
  });
  return psi(k) + psi(x.length) - mean(terms);
}

/** KSG 2 as written in Kraskov 2004, over all pairs. */
export function referenceKsg2(x: number[][], y: number[][], k: number): number {
  const dx = distances(standardised(x), maxNorm);
  const dy = distances(standardised(y), maxNorm);
  const d = joint(dx, dy);
  const terms = d.map((row, i) => {
    const near = row
      .map((_, j) => j)
      .sort((a, b) => row[a] - row[b])
      .slice(0, k);
    const sideX = Math.max(...near.map((j) => dx[i][j]));
    const sideY = Math.max(...near.map((j) => dy[i][j]));
    return psi(dx[i].filter((v) => v <= sideX).length) + psi(dy[i].filter((v) => v <= sideY).length);
  });
  return psi(k) - 1 / k + psi(x.length) - mean(terms);
}
