import { discrete, continuous } from '../../sampler';
import { familyTasks, type Arrange } from '../familyTask';
import { independent, noiseColumns } from '../laws/combine';
import { gaussian, symbol } from '../laws/emissions';
import { labelled, shared, uniform } from '../laws/labelled';

/** u'' = 2 r cos(w) u' - r^2 u + n: waves that lose their phase, burnt in for 400 rows; the columns differ in w. */
const waves =
  (columns: number): Arrange =>
  (random, x, y, samples) => {
    const radius = 0.98;
    for (const [values, offset] of [
      [x, 0.15],
      [y, 0.18],
    ] as const)
      for (let d = 0; d < columns; d++) {
        const cosine = Math.cos(offset + 0.05 * d);
        let [last, before] = [0, 0];
        for (let i = -400; i < samples; i++) {
          const next = 2 * radius * cosine * last - radius ** 2 * before + random.normal();
          if (i >= 0) values[i * columns + d] = next;
          [last, before] = [next, last];
        }
      }
  };

const classes = labelled(
  shared(uniform(3)),
  symbol(3),
  gaussian(
    [
      [0, 0],
      [1.5, 0],
      [0, 1.5],
    ],
    1,
  ),
);

/** A label that stays for 25 rows on average, and fresh clouds around its centre. */
const stayingLabels: Arrange = (random, x, y, samples) => {
  let label = random.integer(3);
  for (let i = 0; i < samples; i++) {
    if (random.uniform() < 0.06) label = (label + 1 + random.integer(2)) % 3;
    x[i] = label;
    y[2 * i] = (label === 1 ? 1.5 : 0) + random.normal();
    y[2 * i + 1] = (label === 2 ? 1.5 : 0) + random.normal();
  }
};

const stayAndDrift = independent(discrete(1), continuous(2), (random, x, y) => {
  x[0] = random.integer(2);
  for (let d = 0; d < 2; d++) y[d] = random.normal();
});

/** A bit that stays for 50 rows on average, and two unrelated columns of decay .99. */
const unrelatedDrift: Arrange = (random, x, y, samples) => {
  let bit = random.integer(2);
  for (let i = 0; i < samples; i++) {
    if (random.uniform() < 0.02) bit = 1 - bit;
    x[i] = bit;
    for (let d = 0; d < 2; d++)
      y[2 * i + d] = i === 0 ? random.normal() : 0.99 * y[2 * i - 2 + d] + Math.sqrt(1 - 0.99 ** 2) * random.normal();
  }
};

/** Rows in the order of time: unrelated waves, labels that stay, an unrelated drift; the truth is that of one row. */
export const autocorrelatedRows = familyTasks('heldOut', 'autocorrelatedRows', [
  { name: 'unrelated-waves-2+2', samples: 1500, law: noiseColumns(2, 2), truth: 0, arrange: waves(2) },
  { name: 'staying-labels-2', samples: 1500, law: classes, cap: Math.log(3), arrange: stayingLabels },
  {
    name: 'unrelated-bit-and-drift',
    samples: 1500,
    law: stayAndDrift,
    truth: 0,
    cap: Math.LN2,
    arrange: unrelatedDrift,
  },
]);
