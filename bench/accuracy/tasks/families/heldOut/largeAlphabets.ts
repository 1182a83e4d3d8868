import { continuous, discrete } from '../../sampler';
import { familyTasks } from '../familyTask';
import { symbol } from '../laws/emissions';
import { channel, columnSums, entropy, labelled, rowSums, tableInformation, uniform } from '../laws/labelled';
import type { Law } from '../laws/law';

/** A geometric source of 200 symbols, hashed onto 30: a function, with one reading in five at random. */
const geometric = Array.from({ length: 200 }, (_, l) => 0.98 ** l);
const total = geometric.reduce((sum, p) => sum + p, 0);
const hashed = channel(
  geometric.map((p) => p / total),
  (l) => uniform(30).map((p, m) => 0.2 * p + (((l * 37 + 11) % 211) % 30 === m ? 0.8 : 0)),
);

/** Distances on a line of 40: P falls as exp(-|l - m| / 3). */
const ordinal = channel(uniform(40), (l) => {
  const near = uniform(40).map((_, m) => Math.exp(-Math.abs(l - m) / 3));
  const sum = near.reduce((all, p) => all + p, 0);
  return near.map((p) => p / sum);
});

/**
 * X = (selector, a, b) and Y = a or b by the selector, as a number with normal noise of deviation .25; a and b are
 * bits. Given X the mean of Y is 0 or 1, each with probability 1/2: I is that of a bit in noise.
 */
const selected: Law = {
  x: discrete(3),
  y: continuous(1),
  draw: (random, x, y) => {
    for (let d = 0; d < 3; d++) x[d] = random.integer(2);
    y[0] = x[1 + x[0]] + 0.25 * random.normal();
  },
  logRatio: (x, [y]) => {
    const log = (mean: number) => -((y - mean) ** 2) / (2 * 0.25 ** 2);
    const own = log(x[1 + x[0]]);
    return -Math.log((Math.exp(log(0) - own) + Math.exp(log(1) - own)) / 2);
  },
};

/** Alphabets of 30 to 200 symbols, and a side that selects which of its columns matters. */
export const largeAlphabets = familyTasks('heldOut', 'largeAlphabets', [
  {
    name: 'hashed-200-to-30',
    samples: 2000,
    law: labelled(hashed, symbol(200), symbol(30)),
    truth: tableInformation(hashed),
    cap: Math.min(entropy(rowSums(hashed)), entropy(columnSums(hashed))),
  },
  {
    name: 'ordinal-40',
    samples: 1200,
    law: labelled(ordinal, symbol(40), symbol(40)),
    truth: tableInformation(ordinal),
    cap: Math.min(entropy(rowSums(ordinal)), entropy(columnSums(ordinal))),
  },
  { name: 'selected-of-two', samples: 1500, law: selected, cap: 3 * Math.LN2 },
]);
