import cdf from '@stdlib/stats-base-dists-normal-cdf';
import { density, integral } from './censored';
import type { Law } from './law';
import { normalPair } from './normal';

const round = (value: number, step: number): number => step * Math.round(value / step) + 0;

/** A normal pair, each side rounded to whole multiples of its step. */
export function roundedPair(correlation: number, stepX: number, stepY: number): Law {
  const pair = normalPair(correlation);
  return {
    x: pair.x,
    y: pair.y,
    draw: (random, x, y) => {
      pair.draw(random, x, y);
      x[0] = round(x[0], stepX);
      y[0] = round(y[0], stepY);
    },
  };
}

/** P of every pair of multiples within +-6: integrals of the density of x times P(cell of y | x). */
export function roundedTable(correlation: number, stepX: number, stepY: number): number[][] {
  const rest = Math.sqrt(1 - correlation ** 2);
  const multiples = (step: number) => {
    const most = Math.ceil(6 / step);
    return Array.from({ length: 2 * most + 1 }, (_, i) => (i - most) * step);
  };
  return multiples(stepX).map((x) =>
    multiples(stepY).map((y) =>
      integral(
        x - stepX / 2,
        x + stepX / 2,
        (u) => density(u) * (cdf(y + stepY / 2, correlation * u, rest) - cdf(y - stepY / 2, correlation * u, rest)),
      ),
    ),
  );
}
