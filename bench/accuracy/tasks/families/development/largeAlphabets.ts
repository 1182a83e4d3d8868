import { discrete } from '../../sampler';
import { familyTasks } from '../familyTask';
import { symbol } from '../laws/emissions';
import {
  channel,
  entropy,
  labelled,
  rowSums,
  symmetric,
  tableInformation,
  uniform,
  type Table,
} from '../laws/labelled';
import type { Law } from '../laws/law';

/** Each symbol becomes itself or one of its two neighbours on the circle. */
const neighbouring = (symbols: number): Table =>
  channel(uniform(symbols), (l) =>
    uniform(symbols).map((_, m) => ([0, 1, symbols - 1].includes((m - l + symbols) % symbols) ? 1 / 3 : 0)),
  );

const zipf = Array.from({ length: 100 }, (_, l) => 1 / (l + 1));
const total = zipf.reduce((sum, p) => sum + p, 0);
/** Zipf's law, kept with probability .6, else drawn anew. */
const rare = channel(
  zipf.map((p) => p / total),
  (l) => zipf.map((p, m) => (0.4 * p) / total + (l === m ? 0.6 : 0)),
);

/** Y = (A + B) mod 16 of two symbols, X = both: neither alone tells anything. */
const sumOfTwo: Law = {
  x: discrete(2),
  y: discrete(1),
  draw: (random, x, y) => {
    x[0] = random.integer(16);
    x[1] = random.integer(16);
    y[0] = random.uniform() < 0.1 ? random.integer(16) : (x[0] + x[1]) % 16;
  },
  logRatio: ([a, b], [y]) => Math.log(((a + b) % 16 === y ? 0.9 * 16 : 0) + 0.1),
};

/** Pairs of symbols from large alphabets, and a pair that shows itself only jointly; truth by enumeration. */
export const largeAlphabets = familyTasks('development', 'largeAlphabets', [
  {
    name: 'neighbouring-64',
    samples: 1500,
    law: labelled(neighbouring(64), symbol(64), symbol(64)),
    truth: tableInformation(neighbouring(64)),
    cap: Math.log(64),
  },
  {
    name: 'zipf-100',
    samples: 2000,
    law: labelled(rare, symbol(100), symbol(100)),
    truth: tableInformation(rare),
    cap: entropy(rowSums(rare)),
  },
  {
    name: 'sum-of-two-16',
    samples: 2000,
    law: sumOfTwo,
    truth: tableInformation(symmetric(16, (0.1 * 15) / 16)),
    cap: Math.log(16),
  },
]);
