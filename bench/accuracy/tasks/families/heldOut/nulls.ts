import { continuous, discrete } from '../../sampler';
import { familyTasks } from '../familyTask';
import { independent } from '../laws/combine';
import { centres } from '../laws/random';
import type { Random } from '../../../../../src/base/random';

const cauchy = (random: Random): number => Math.tan(Math.PI * (random.uniform() - 0.5));

const heavy = independent(continuous(2), continuous(3), (random, x, y) => {
  for (let d = 0; d < 2; d++) x[d] = cauchy(random);
  for (let d = 0; d < 3; d++) y[d] = cauchy(random);
});

/** Columns of one side move together, and are lognormal. */
const lognormal = independent(continuous(32), continuous(32), (random, x, y) => {
  for (const row of [x, y]) {
    const common = random.normal();
    for (let d = 0; d < 32; d++) row[d] = Math.exp(0.7 * common + 0.7 * random.normal());
  }
});

const places = [centres(131, 6, 64, 1), centres(132, 6, 64, 1)];
const clustered = independent(continuous(64), continuous(64), (random, x, y) => {
  [x, y].forEach((row, side) => {
    const centre = places[side][random.integer(6)];
    for (let d = 0; d < 64; d++) row[d] = centre[d] + 0.2 * random.normal();
  });
});

const bits = independent(discrete(5), discrete(5), (random, x, y) => {
  for (const row of [x, y]) for (let d = 0; d < 5; d++) row[d] = random.uniform() < 0.3 ? 1 : 0;
});

const symbolAndZeros = independent(discrete(1), continuous(6), (random, x, y) => {
  x[0] = Math.floor(20 * random.uniform() ** 2);
  for (let d = 0; d < 6; d++) y[d] = Math.max(0, random.normal());
});

const binaryEntropy = -(0.3 * Math.log(0.3) + 0.7 * Math.log(0.7));
const symbolEntropy = -Array.from({ length: 20 }, (_, l) => Math.sqrt((l + 1) / 20) - Math.sqrt(l / 20)).reduce(
  (sum, p) => sum + p * Math.log(p),
  0,
);

/** Independent sides of other shapes: heavy tails, common factors, clusters, bits, zeros. */
export const nulls = familyTasks('heldOut', 'nulls', [
  { name: 'null-cauchy-2+3', samples: 1500, law: heavy, truth: 0 },
  { name: 'null-lognormal-32+32', samples: 1200, law: lognormal, truth: 0 },
  { name: 'null-clusters-64+64', samples: 1500, law: clustered, truth: 0 },
  { name: 'null-bits-5+5', samples: 1000, law: bits, truth: 0, cap: 5 * binaryEntropy },
  { name: 'null-symbol-zeros-6', samples: 1000, law: symbolAndZeros, truth: 0, cap: symbolEntropy },
]);
