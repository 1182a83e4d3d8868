import erfc from '@stdlib/math-base-special-erfc';
import type { DrawPair } from '../accuracyTask';

/** A map of one row in place. */
export type RowMap = (row: Float64Array) => void;

/** Applies a map to every coordinate. */
export const everywhere =
  (map: (value: number) => number): RowMap =>
  (row) => {
    for (let i = 0; i < row.length; i++) row[i] = map(row[i]);
  };

/** The draw followed by a bijection of each side, which does not change the mutual information. */
export function mapped(draw: DrawPair, mapX: RowMap, mapY: RowMap = mapX): DrawPair {
  return (random, x, y) => {
    draw(random, x, y);
    mapX(x);
    mapY(y);
  };
}

export const standardNormalCdf = (value: number): number => erfc(-value / Math.SQRT2) / 2;

/** x sqrt|x|. */
export const halfCube = (value: number): number => value * Math.sqrt(Math.abs(value));

export const wigglyX = (x: number): number =>
  x + 0.4 * Math.sin(x) + 0.2 * Math.sin(1.7 * x + 1) + 0.03 * Math.sin(3.3 * x - 2.5);

export const wigglyY = (y: number): number =>
  y - 0.4 * Math.sin(0.4 * y) + 0.17 * Math.sin(1.3 * y + 3.5) + 0.02 * Math.sin(4.3 * y - 2.5);

/**
 * Rotates the plane of coordinates `first` and `first + 1` by an angle proportional to the squared norm of the whole
 * row (Czyz et al. 2023: "spiral"; speed 1 / dimensions). The map keeps volume, so it is a bijection with Jacobian 1.
 */
export const spiral =
  (first: number): RowMap =>
  (row) => {
    let squared = 0;
    for (const value of row) squared += value * value;
    const angle = squared / row.length;
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    const a = row[first];
    const b = row[first + 1];
    row[first] = cos * a - sin * b;
    row[first + 1] = sin * a + cos * b;
  };

/** The point of a Swiss roll for a number of [0, 1]. */
export function swissRoll(position: number): [number, number] {
  const turn = 1.5 * Math.PI * (1 + 2 * position);
  return [(turn * Math.cos(turn)) / 21, (turn * Math.sin(turn)) / 21];
}

/** The inverse of a strictly increasing function on [-10, 10], by bisection. */
export function inverse(increasing: (value: number) => number): (value: number) => number {
  return (value) => {
    let low = -10;
    let high = 10;
    while (high - low > 1e-12) {
      const middle = (low + high) / 2;
      if (increasing(middle) < value) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
}
