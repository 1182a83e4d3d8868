import { continuous } from '../../sampler';
import type { Law } from './law';

/** Independent laws beside each other: columns are joined, information adds up. Kinds are those of the first law. */
export function sideBySide(laws: readonly Law[]): Law {
  const joined = (side: 'x' | 'y') => ({
    kind: laws[0][side].kind,
    dimensions: laws.reduce((sum, law) => sum + law[side].dimensions, 0),
  });
  const x = joined('x');
  const y = joined('y');
  const parts = (rowX: Float64Array, rowY: Float64Array) => {
    let atX = 0;
    let atY = 0;
    return laws.map((law) => ({
      law,
      x: rowX.subarray(atX, (atX += law.x.dimensions)),
      y: rowY.subarray(atY, (atY += law.y.dimensions)),
    }));
  };
  return {
    x,
    y,
    draw: (random, rowX, rowY) => {
      for (const part of parts(rowX, rowY)) part.law.draw(random, part.x, part.y);
    },
    ...(laws.every(({ logRatio }) => logRatio !== undefined) && {
      logRatio: (rowX: Float64Array, rowY: Float64Array) =>
        parts(rowX, rowY).reduce((sum, part) => sum + (part.law.logRatio?.(part.x, part.y) ?? 0), 0),
    }),
  };
}

/** Independent normal columns, which share nothing. */
export const noiseColumns = (dx: number, dy: number): Law => ({
  x: continuous(dx),
  y: continuous(dy),
  draw: (random, x, y) => {
    for (let d = 0; d < dx; d++) x[d] = random.normal();
    for (let d = 0; d < dy; d++) y[d] = random.normal();
  },
  logRatio: () => 0,
});

/** A law of independent sides: no information. */
export const independent = (x: Law['x'], y: Law['y'], draw: Law['draw']): Law => ({ x, y, draw, logRatio: () => 0 });

/** Each side through a one-to-one map, in place: the information stays. */
export const mapped = (
  law: Law,
  mapX: ((row: Float64Array) => void) | undefined,
  mapY: ((row: Float64Array) => void) | undefined,
): Law => ({
  x: law.x,
  y: law.y,
  draw: (random, x, y) => {
    law.draw(random, x, y);
    mapX?.(x);
    mapY?.(y);
  },
  origin: law,
});

/** X and Y change places. */
export const swapped = (law: Law): Law => ({
  x: law.y,
  y: law.x,
  draw: (random, x, y) => {
    law.draw(random, y, x);
  },
  ...(law.logRatio && { logRatio: (x: Float64Array, y: Float64Array) => law.logRatio?.(y, x) ?? NaN }),
});
