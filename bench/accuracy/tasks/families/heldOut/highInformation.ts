import { continuous } from '../../sampler';
import { familyTasks } from '../familyTask';
import { mapped, sideBySide } from '../laws/combine';
import type { Law } from '../laws/law';
import { correlationOf, normalPair } from '../laws/normal';
import { rotation } from '../laws/random';

/**
 * X uniform on [0, 1), Y = X + uniform noise of width e < 1: h(Y) = e / 2, h(noise) = ln e, so that
 * I = e / 2 - ln e (Czyz et al. 2023, section 3.1).
 */
const uniformNoise = (width: number): Law => ({
  x: continuous(1),
  y: continuous(1),
  draw: (random, x, y) => {
    x[0] = random.uniform();
    y[0] = x[0] + width * random.uniform();
  },
  logRatio: ([x], [y]) =>
    y < x || y > x + width * (1 + 1e-9) ? -Infinity : -Math.log(Math.min(y, width, 1 + width - y)),
});

/** Information falls from pair to pair: shares of the sum are 1 : 1/2 : 1/3 ... */
const unevenPairs = (count: number, nats: number): Law => {
  const shares = Array.from({ length: count }, (_, i) => 1 / (i + 1));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return sideBySide(shares.map((share) => normalPair(correlationOf((nats * share) / total))));
};

const turned = (dimensions: number, seed: number) => {
  const turn = rotation(seed, dimensions);
  const copy = new Float64Array(dimensions);
  return (row: Float64Array): void => {
    copy.set(row);
    for (let d = 0; d < dimensions; d++) {
      row[d] = 0;
      for (let e = 0; e < dimensions; e++) row[d] += turn.get(d, e) * copy[e];
    }
  };
};

const cubed = (row: Float64Array): void => {
  for (let d = 0; d < row.length; d++) row[d] = row[d] ** 3;
};

/** Five to eight nats by uniform noise, by turned columns, and by cubes after a turn. */
export const highInformation = familyTasks('heldOut', 'highInformation', [
  { name: 'uniform-noise-0.004', samples: 2000, law: uniformNoise(0.004), truth: 0.002 - Math.log(0.004) },
  {
    name: 'seven-nats-turned-8+8',
    samples: 1500,
    law: mapped(unevenPairs(8, 7), turned(8, 141), turned(8, 142)),
    truth: 7,
  },
  { name: 'six-nats-cubed-3+3', samples: 2000, law: mapped(unevenPairs(3, 6), cubed, turned(3, 143)), truth: 6 },
]);
