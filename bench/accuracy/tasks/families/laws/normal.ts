import { continuous } from '../../sampler';
import type { Multinormal } from '../../czyz/multinormal';
import type { Law } from './law';

/** A normal pair of unit variances. */
export function normalPair(correlation: number): Law {
  const rest = Math.sqrt(1 - correlation ** 2);
  return {
    x: continuous(1),
    y: continuous(1),
    draw: (random, x, y) => {
      x[0] = random.normal();
      y[0] = correlation * x[0] + rest * random.normal();
    },
    logRatio: ([x], [y]) => (y * y - ((y - correlation * x) / rest) ** 2) / 2 - Math.log(rest),
  };
}

/** -ln(1 - r^2) / 2, nats (Cover and Thomas 2006, example 8.5.1). */
export const normalInformation = (correlation: number): number => -Math.log1p(-(correlation ** 2)) / 2;

/** The correlation of a normal pair of this information, nats. */
export const correlationOf = (nats: number): number => Math.sqrt(-Math.expm1(-2 * nats));

export const normalLaw = ({ dimX, dimY, draw }: Multinormal): Law => ({
  x: continuous(dimX),
  y: continuous(dimY),
  draw,
});
