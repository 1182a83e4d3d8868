import { drawn, type KnownPair } from './knownPair';

/** I(U + W; U) where U and the noise W are uniform, as in a channel with an edge: W of width e, U of width 1. */
const additiveUniform = (width: number): number => (width <= 1 ? width / 2 - Math.log(width) : 1 / (2 * width));

/** All columns independent: 0 nats. */
export function independent(dimX: number, dimY: number): KnownPair {
  const name = `independent-${dimX}-${dimY}`;
  return {
    name,
    nats: 0,
    sample: drawn(name, dimX, dimY, (random, x, y) => {
      for (let j = 0; j < dimX; j++) x[j] = random.normal();
      for (let j = 0; j < dimY; j++) y[j] = random.normal();
    }),
  };
}

/**
 * An angle, uniform on the circle, and the same angle turned by uniform noise of `turn` of the circle; X shows it as
 * `units` cosines of preferred angles without noise. By the group's symmetry the information is -ln turn.
 */
export function phaseCode(units: number, turn: number): KnownPair {
  const name = `phase-${units}-${turn}`;
  return {
    name,
    nats: -Math.log(turn),
    sample: drawn(name, units, 2, (random, x, y) => {
      const angle = 2 * Math.PI * random.uniform();
      const other = angle + 2 * Math.PI * turn * random.uniform();
      for (let j = 0; j < units; j++) x[j] = Math.cos(angle - (2 * Math.PI * j) / units);
      y[0] = Math.cos(other);
      y[1] = Math.sin(other);
    }),
  };
}

/** Y_1 = V(X_1) + uniform noise for a wave V that maps a uniform to a uniform; the other columns are independent. */
export function hiddenWave(columns: number, waves: number, width: number): KnownPair {
  const name = `wave-${columns}-${waves}-${width}`;
  return {
    name,
    nats: additiveUniform(width),
    sample: drawn(name, columns, columns, (random, x, y) => {
      for (let j = 0; j < columns; j++) {
        x[j] = random.uniform();
        y[j] = random.normal();
      }
      const folded = (x[0] * waves) % 2;
      y[0] = (folded < 1 ? folded : 2 - folded) + width * random.uniform();
    }),
  };
}

/** Normal pairs of correlation r in some columns, the rest independent. */
export function normalPairs(columns: number, pairs: number, r: number): KnownPair {
  const name = `normal-${columns}-${pairs}-${r}`;
  return {
    name,
    nats: (-pairs * Math.log(1 - r * r)) / 2,
    sample: drawn(name, columns, columns, (random, x, y) => {
      for (let j = 0; j < columns; j++) {
        x[j] = random.normal();
        y[j] = j < pairs ? r * x[j] + Math.sqrt(1 - r * r) * random.normal() : random.normal();
      }
    }),
  };
}

/**
 * A fair label; X has the columns' variances of its class, 1 and `ratio`. By quadrature over the chi-squared length.
 */
export function ownVariances(columns: number, ratio: number): KnownPair {
  const name = `own-variances-${columns}-${ratio}`;
  return {
    name,
    nats: ownVariancesNats(columns, ratio),
    sample: drawn(
      name,
      columns,
      1,
      (random, x, y) => {
        y[0] = random.integer(2);
        const scale = y[0] === 0 ? 1 : Math.sqrt(ratio);
        for (let j = 0; j < columns; j++) x[j] = scale * random.normal();
      },
      'discrete',
    ),
  };
}

/** The squared length is sufficient: its density in each class is chi-squared, integrated on a fine grid. */
function ownVariancesNats(columns: number, ratio: number): number {
  const steps = 200_000;
  const most = 12 * columns * Math.max(1, ratio);
  const half = columns / 2;
  let logGamma = 0;
  if (columns % 2 === 0) for (let k = 1; k < half; k++) logGamma += Math.log(k);
  else throw new Error('an even number of columns');
  const density = (s: number, v: number): number =>
    Math.exp((half - 1) * Math.log(s) - s / (2 * v) - half * Math.log(2 * v) - logGamma);
  let nats = 0;
  for (let i = 0; i < steps; i++) {
    const s = ((i + 0.5) / steps) * most;
    const [a, b] = [density(s, 1), density(s, ratio)];
    const mean = (a + b) / 2;
    if (a > 0) nats += (a / 2) * Math.log(a / mean) * (most / steps);
    if (b > 0) nats += (b / 2) * Math.log(b / mean) * (most / steps);
  }
  return nats;
}

/** The parity of the signs of some of the columns, whose sizes are at least `gap`: one bit, ln 2. */
export function parityLabel(columns: number, of: number): KnownPair {
  const name = `parity-${of}-of-${columns}`;
  return {
    name,
    nats: Math.LN2,
    sample: drawn(
      name,
      columns,
      1,
      (random, x, y) => {
        y[0] = 0;
        for (let j = 0; j < columns; j++) {
          x[j] = random.normal();
          if (j < of && x[j] > 0) y[0] = 1 - y[0];
        }
      },
      'discrete',
    ),
  };
}

/** A radius in one of several rings shows in Y as its number plus noise that never mixes rings: ln of the rings. */
export function rings(count: number): KnownPair {
  const name = `rings-${count}`;
  return {
    name,
    nats: Math.log(count),
    sample: drawn(
      name,
      2,
      1,
      (random, x, y) => {
        const ring = random.integer(count);
        const angle = 2 * Math.PI * random.uniform();
        const radius = ring + 1 + 0.5 * random.uniform();
        x[0] = radius * Math.cos(angle);
        x[1] = radius * Math.sin(angle);
        y[0] = ring;
      },
      'discrete',
    ),
  };
}
