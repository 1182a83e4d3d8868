import { familyTasks } from '../familyTask';
import { oneHot, symbol } from '../laws/emissions';
import { channel, entropy, labelled, symmetric, tableInformation } from '../laws/labelled';

const weights = [0.3, 0.25, 0.2, 0.1, 0.1, 0.05];
/** Each symbol stays, or moves to the next. */
const cyclic = channel(weights, (l) => weights.map((_, m) => (m === l ? 0.7 : m === (l + 1) % 6 ? 0.3 : 0)));

/** One-hot columns of symbols through a channel; truth by enumeration of the table. */
export const oneHotColumns = familyTasks('development', 'oneHot', [
  {
    name: 'one-hot-8+8-symmetric',
    samples: 1500,
    law: labelled(symmetric(8, 0.25), oneHot(8), oneHot(8)),
    truth: tableInformation(symmetric(8, 0.25)),
    cap: Math.log(8),
  },
  {
    name: 'one-hot-6-symbol',
    samples: 800,
    law: labelled(cyclic, oneHot(6), symbol(6)),
    truth: tableInformation(cyclic),
    cap: entropy(weights),
  },
  {
    name: 'one-hot-12+12-copied',
    samples: 2000,
    law: labelled(symmetric(12, 0), oneHot(12), oneHot(12)),
    truth: Math.log(12),
    cap: Math.log(12),
  },
]);
