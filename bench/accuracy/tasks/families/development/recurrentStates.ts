import { familyTasks } from '../familyTask';
import { gaussian, points, symbol } from '../laws/emissions';
import { entropy, labelled, shared, tableInformation, uniform } from '../laws/labelled';
import { histories, jointLabels, network } from '../laws/states';

const options = { gain: 1.1, drive: 1, activation: Math.tanh };
const coin = uniform(2);

/** tanh networks of 16 and 32 units on fair bits, six steps, and of 8 units on three symbols, four steps. */
const sixteen = histories(network(1, 16, 2, options), 6, coin, () => coin);
const thirtyTwo = histories(network(2, 32, 2, options), 6, coin, () => coin);
const three = uniform(3);
const eight = histories(network(3, 8, 3, { ...options, gain: 0.6 }), 4, three, () => three);

const last = (all: typeof sixteen) => all.map(({ states }) => states[states.length - 1]);
const weights = (all: typeof sixteen) => all.map(({ probability }) => probability);

const lagTwo = jointLabels(
  sixteen,
  ({ symbols }) => symbols[3],
  ({ symbols }) => symbols.join(''),
);

const rounded = eight.map(({ states, ...rest }) => ({
  ...rest,
  states: states.map((state) => state.map(Math.fround)),
}));
const noiseless = jointLabels(
  rounded,
  ({ symbols }) => symbols[0],
  ({ states }) => states[3].join(' '),
);

/** States of random recurrent networks on symbols, recorded with small noise or none; all histories are enumerated. */
export const recurrentStates = familyTasks('development', 'recurrentStates', [
  {
    name: 'tanh-16-symbol-lag-2',
    samples: 1500,
    law: labelled(
      lagTwo.table,
      symbol(2),
      gaussian(
        lagTwo.ofSecond.map(({ states }) => states[5]),
        0.5,
      ),
    ),
    cap: Math.LN2,
  },
  {
    name: 'tanh-32-states-neighbouring',
    samples: 2000,
    law: labelled(
      shared(weights(thirtyTwo)),
      gaussian(
        thirtyTwo.map(({ states }) => states[4]),
        0.05,
      ),
      gaussian(last(thirtyTwo), 0.05),
    ),
  },
  {
    name: 'tanh-8-noiseless-oldest-symbol',
    samples: 1500,
    law: labelled(
      noiseless.table,
      symbol(3),
      points(
        'continuous',
        noiseless.ofSecond.map(({ states }) => states[3]),
      ),
    ),
    truth: tableInformation(noiseless.table),
    cap: entropy(three),
  },
]);
