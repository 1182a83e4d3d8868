import { familyTasks } from '../familyTask';
import { both, gaussian, oneHot, points, symbol } from '../laws/emissions';
import { channel, columnSums, entropy, labelled, rowSums, shared, tableInformation, uniform } from '../laws/labelled';

const pairs = uniform(20);
const first = pairs.map((_, l) => Array.from({ length: 4 }, (__, d) => (d === l % 4 ? 1 : 0)));
const second = pairs.map((_, l) => Array.from({ length: 5 }, (__, d) => (d === Math.floor(l / 4) ? 1 : 0)));

/** Both fields are kept, or only the first is. */
const oneField = channel(pairs, (l) => pairs.map((_, m) => (m === l ? 0.55 : 0) + (m % 4 === l % 4 ? 0.09 : 0)));

const zipf = Array.from({ length: 20 }, (_, l) => 1 / (l + 1));
const total = zipf.reduce((sum, p) => sum + p, 0);
/** A symbol of Zipf's law is read within a band of five, or as the commonest. */
const band = channel(
  zipf.map((p) => p / total),
  (l) => {
    const near = zipf.map((_, m) => (Math.abs(m - l) <= 2 ? 1 : 0) + (m === 0 ? 1 : 0));
    const sum = near.reduce((all, p) => all + p, 0);
    return near.map((p) => p / sum);
  },
);

const scaled = uniform(10).map((_, l) => uniform(10).map((__, d) => (d === l ? 1.5 : 0)));

/** Two one-hot fields in one row, a one-hot through a band, and one seen through noise. */
export const oneHotColumns = familyTasks('heldOut', 'oneHot', [
  {
    name: 'one-hot-fields-4-5-symbol',
    samples: 1500,
    law: labelled(oneField, both(points('continuous', first), points('continuous', second)), symbol(20)),
    truth: tableInformation(oneField),
    cap: Math.log(20),
  },
  {
    name: 'one-hot-zipf-20+20',
    samples: 2000,
    law: labelled(band, oneHot(20), oneHot(20)),
    truth: tableInformation(band),
    cap: Math.min(entropy(rowSums(band)), entropy(columnSums(band))),
  },
  {
    name: 'one-hot-noisy-10+10',
    samples: 1200,
    law: labelled(shared(uniform(10)), oneHot(10), gaussian(scaled, 0.5)),
    cap: Math.log(10),
  },
]);
