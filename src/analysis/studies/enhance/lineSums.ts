/** Sums over pairs of a value x and its clean one y, for the best line from x to y. */
export interface LineSums {
  n: number;
  x: number;
  y: number;
  xx: number;
  yy: number;
  xy: number;
}

/** One sum a column. */
export const emptySums = (columns: number): LineSums[] =>
  Array.from({ length: columns }, () => ({ n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 }));

export function add(sums: LineSums, x: number, y: number): void {
  sums.n++;
  sums.x += x;
  sums.y += y;
  sums.xx += x * x;
  sums.yy += y * y;
  sums.xy += x * y;
}

/** The line of the least squared error; level where the values do not vary. */
export function bestLine({ n, x, y, xx, xy }: LineSums): { readonly slope: number; readonly at: number } {
  const ofX = xx - (x * x) / n;
  const slope = ofX > 0 ? (xy - (x * y) / n) / ofX : 0;
  return { slope, at: (y - slope * x) / n };
}

/** The sum of the squared errors of the best line. */
export function leftByLine(sums: LineSums): number {
  const variance = sums.yy / sums.n - (sums.y / sums.n) ** 2;
  const [square = 0] = squaredCorrelation(sums);
  return sums.n * Math.max(0, variance) * (1 - square);
}

/** None where the clean values do not vary; 0 where only the others do not. */
export function squaredCorrelation({ n, x, y, xx, yy, xy }: LineSums): number[] {
  const [ofX, ofY, both] = [xx / n - (x / n) ** 2, yy / n - (y / n) ** 2, xy / n - (x / n) * (y / n)];
  if (!(ofY > 1e-9)) return [];
  return [ofX > 1e-9 ? both ** 2 / (ofX * ofY) : 0];
}
